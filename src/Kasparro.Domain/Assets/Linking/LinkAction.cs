namespace Kasparro.Domain.Assets.Linking;

public enum LinkAction
{
    Link,
    Unlink,
}
