"""Where settings come from: a flag, the environment, ./armsledger.toml, the user's file, the default; first come, first served."""

import os
import tomllib
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from armsledger.errors import ConfigurationError
from armsledger.model.configuration import SETTINGS, Origin, checked, flat

FILE = "armsledger.toml"


def user_file() -> Path:
    """The user's own settings file, there or not."""
    import platformdirs

    return platformdirs.user_config_path("armsledger") / FILE


def default_ledger() -> Path:
    import platformdirs

    return platformdirs.user_data_path("armsledger") / "ledger.db"


def trained_folder() -> Path:
    """Where weights trained on from the user's own decisions lie."""
    import platformdirs

    return platformdirs.user_data_path("armsledger") / "weights"


def own_weights(flag: str | None = None) -> Path | None:
    """The folder of weights that the flag or the settings name; None for those that come with the package."""
    named = setting("weights", flag)
    return {"shipped": None, "own": trained_folder()}.get(named, Path(named))


def files() -> tuple[Path, Path]:
    """The settings files that are read, the stronger first."""
    return Path(FILE), user_file()


def _read(file: Path) -> dict[str, Any]:
    try:
        with file.open("rb") as stream:
            return checked(flat(tomllib.load(stream)), str(file))
    except FileNotFoundError:
        return {}
    except (tomllib.TOMLDecodeError, UnicodeDecodeError) as error:
        raise ConfigurationError(f"{file} is no TOML: {error}") from error
    except OSError as error:
        raise ConfigurationError(f"{file} cannot be read: {error.strerror}") from error


def settings(flags: Mapping[str, Any] | None = None, environment: Mapping[str, str] | None = None) -> dict[str, Origin]:
    """Every setting with where it came from. Raises ConfigurationError for an unknown or wrong one, naming the place."""
    environment = os.environ if environment is None else environment
    found = {s.name: Origin(value=s.default, origin="default") for s in SETTINGS.values()}
    found["ledger"] = Origin(value=str(default_ledger()), origin="default")
    for file in reversed(files()):
        found |= {name: Origin(value=value, origin=str(file)) for name, value in _read(file).items()}
    for setting in SETTINGS.values():
        if (value := environment.get(setting.variable)) is not None and value != "":
            origin = f"environment {setting.variable}"
            found[setting.name] = Origin(value=setting.parse(value, origin), origin=origin)
    for name, value in (flags or {}).items():
        if value is not None:
            found[name] = Origin(value=SETTINGS[name].parse(value, "flag"), origin="flag")
    return found


def setting(name: str, flag: Any = None) -> Any:
    """One setting's value."""
    return settings({name: flag})[name].value


def own_knowledge() -> tuple[Path | None, Path]:
    """The user's knowledge folder, if there is one, and where compiled names are kept."""
    import platformdirs

    named = setting("knowledge")
    folder = Path(named) if named else platformdirs.user_config_path("armsledger") / "knowledge"
    if named and not folder.is_dir():
        raise ConfigurationError(f"knowledge: there is no folder {folder}")
    return (folder if folder.is_dir() else None), platformdirs.user_cache_path("armsledger")
