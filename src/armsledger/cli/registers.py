"""What `read --register` takes in: tables of transfers, by a known layout or by a mapping file."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from armsledger.cli.common import knowledge, now
from armsledger.errors import ConfigurationError, UnreadableError
from armsledger.model.problem import Problem
from armsledger.model.reading import PageRead


def registered(places: Sequence[str], register: str) -> Iterator[PageRead | Problem]:
    """The registers in the files, their rows as claims marked `register:`. Raises ConfigurationError for an unknown layout."""
    from armsledger.sources.registers import layouts, mapping_file, read_register, register_page

    known = layouts()
    if register not in known and not Path(register).is_file():
        raise ConfigurationError(f"no register {register!r}: give {', '.join(known)} or a mapping file")
    layout = known.get(register) or mapping_file(Path(register))
    state = _state()
    for place in places:
        try:
            page = register_page(Path(place).read_bytes(), Path(place).stem, place)
            result, problems = read_register(page, layout, state)
        except UnreadableError as error:
            yield Problem(code=error.code, message=str(error), place=place)
            continue
        except OSError as error:
            message = (
                "a folder; name the files in it" if Path(place).is_dir() else f"cannot be opened ({error.strerror})"
            )
            yield Problem(code="unreadable", message=message, place=place)
            continue
        yield PageRead(page=page, read=(result,), reader=f"register:{layout.name}", read_at=now(), problems=problems)


def _state() -> Callable[[str], str | None]:
    """The alpha-3 code of a state's name, as the knowledge has it."""
    from armsledger.knowledge.resolve import resolve

    tables = knowledge()

    def code(name: str) -> str | None:
        found = resolve(tables, name)
        return found.states[0] if found is not None and found.kind == "state" and len(found.states) == 1 else None

    return code
