#!/usr/bin/env python3
"""Two strangers for the check, on a free port of the loopback address: an upstream that refuses every GET with 403,
and a webhook that keeps what is POSTed to it, one line each.

stub.py PORT_FILE RECEIVED_FILE
"""
import http.server
import os
import sys

port_file, received_file = sys.argv[1:3]


class Stub(http.server.BaseHTTPRequestHandler):
    def answer(self, status, body):
        self.send_response(status)
        self.send_header("Content-Type", "application/json")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def do_GET(self):
        self.answer(403, b'{"error":"forbidden"}')

    def do_POST(self):
        body = self.rfile.read(int(self.headers["Content-Length"]))
        with open(received_file, "ab") as file:
            file.write(body.replace(b"\n", b" ") + b"\n")
        self.answer(200, b"{}")

    def log_message(self, *_):
        pass


server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), Stub)
with open(port_file + ".new", "w", encoding="ascii") as file:
    file.write(str(server.server_port))
os.replace(port_file + ".new", port_file)
server.serve_forever()
