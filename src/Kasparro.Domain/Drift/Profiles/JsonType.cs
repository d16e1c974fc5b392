using System.Diagnostics.CodeAnalysis;

namespace Kasparro.Domain.Drift.Profiles;

/// <summary>The types of JSON, without null.</summary>
[SuppressMessage("Naming", "CA1720", Justification = "These are the names that JSON gives them.")]
public enum JsonType
{
    Object,
    Array,
    String,
    Number,
    Boolean,
}
