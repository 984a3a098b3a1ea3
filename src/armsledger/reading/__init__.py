"""A report becomes claims."""

from armsledger.errors import ConfigurationError
from armsledger.model.reading import Reader

READERS = ("default", "fast")


def reader(name: str = "default") -> Reader:
    """The reader of that name, loaded and ready. Raises ConfigurationError for a name that there is not."""
    if name not in READERS:
        raise ConfigurationError(f"there is no reader {name!r}; there are {', '.join(READERS)}")
    if name == "fast":
        from armsledger.reading.fast import FastReader

        return FastReader()
    from armsledger.knowledge import Knowledge
    from armsledger.reading.shipped import load

    return load(Knowledge())
