using System.Text;

namespace Kasparro.Infrastructure.Sources.Http;

/// <summary>
/// Takes a key out of a text that another system wrote: an upstream may repeat it in its complaint, whole or in part,
/// encoded, or broken into lines. No six consecutive characters of the key stay.
/// </summary>
internal sealed class KeyRedaction
{
    private const int FragmentLength = 6;

    /// <summary>Encodings within encodings, such as a percent-encoded address in JSON.</summary>
    private const int MaxDecodings = 3;

    private const string Mask = "***";

    private readonly HashSet<string> _fragments = [];
    private readonly int _shortest;

    public KeyRedaction(string key)
    {
        _shortest = Math.Min(FragmentLength, key.Length);
        AddFragments(key, _shortest);
        foreach (var form in EncodedForms(key))
            AddFragments(form, FragmentLength);
    }

    public string Apply(string text)
    {
        var isSecret = new bool[text.Length];
        var characters = EncodedText.CharactersOf(text);
        for (var decodings = 0; ; decodings++)
        {
            MarkFragments(characters, isSecret);
            if (decodings == MaxDecodings || !EncodedText.TryDecode(characters, out characters))
                return Masked(text, isSecret);
        }
    }

    private void AddFragments(string form, int length)
    {
        for (var at = 0; at + length <= form.Length; at++)
            _fragments.Add(form.Substring(at, length).ToLowerInvariant());
    }

    /// <summary>In hexadecimal, and in Base64 wherever the key may start within what is encoded.</summary>
    private static IEnumerable<string> EncodedForms(string key)
    {
        var bytes = Encoding.UTF8.GetBytes(key);
        yield return Convert.ToHexString(bytes);
        for (var offset = 0; offset < 3; offset++)
        {
            var base64 = Convert.ToBase64String([.. new byte[offset], .. bytes]);
            // The first and the last characters mix bits of the key with those of its neighbours.
            var first = ((offset * 8) + 5) / 6;
            var last = (offset + bytes.Length) * 8 / 6;
            yield return base64[first..last];
            yield return base64[first..last].Replace('+', '-').Replace('/', '_');
        }
    }

    private void MarkFragments(List<EncodedCharacter> characters, bool[] isSecret)
    {
        var visible = characters.FindAll(character => !EncodedText.IsInvisible(character.Value));
        var plain = string.Concat(visible.Select(character => character.Value)).ToLowerInvariant();
        var fragments = _fragments.GetAlternateLookup<ReadOnlySpan<char>>();
        for (var at = 0; at < plain.Length; at++)
        for (var length = _shortest; length <= FragmentLength && at + length <= plain.Length; length++)
            if (fragments.Contains(plain.AsSpan(at, length)))
                isSecret.AsSpan(visible[at].Start..visible[at + length - 1].End).Fill(true);
    }

    private static string Masked(string text, bool[] isSecret)
    {
        var masked = new StringBuilder(text.Length);
        for (var at = 0; at < text.Length; at++)
            if (!isSecret[at])
                masked.Append(text[at]);
            else if (at == 0 || !isSecret[at - 1])
                masked.Append(Mask);
        return masked.ToString();
    }
}
