"""What the command line says, in Chinese and in English.

Puts the words together and gives them out in one language: each text stands whole in a
`cli_words_*.py`, so that it can be translated whole, with named gaps for what changes. When to say
what is decided in `cli.py` and `cli_commands.py`.
"""

from typing import Literal

from dagster_project.cli_wording import Wording
from dagster_project.cli_words_decisions import DECISIONS
from dagster_project.cli_words_forms import FORMS
from dagster_project.cli_words_help import ERRORS, HELP
from dagster_project.cli_words_results import RESULTS
from dagster_project.cli_words_trace import TRACES

Language = Literal["zh", "en"]
DEFAULT_LANGUAGE: Language = "zh"

WORDINGS: dict[str, Wording] = {**HELP, **ERRORS, **RESULTS, **TRACES, **FORMS, **DECISIONS}


class Say:
    """Gives the texts of one language: `Say("en")("error.missing", name="--period")`."""

    def __init__(self, language: Language) -> None:
        self.language = language

    def __call__(self, key: str, **gaps: object) -> str:
        """Return the text of a key with its gaps filled.

        Raises:
            KeyError: no text has this key, or a gap was not filled.
        """
        wording = WORDINGS[key]
        text = wording.zh if self.language == "zh" else wording.en
        return text.format(**gaps) if gaps else text
