"""How many examples are drawn, and what all of these tests read beside the files."""

import os
from pathlib import Path

import pytest
from hypothesis import HealthCheck, settings

from tests.mess.staging import write_registers

EXAMPLES_VARIABLE = "XUNCHA_EXAMPLES"

settings.register_profile(
    "mess",
    parent=settings.get_profile("project"),
    max_examples=int(os.environ.get(EXAMPLES_VARIABLE, "150")),
    suppress_health_check=[HealthCheck.too_slow, HealthCheck.filter_too_much],
)


@pytest.fixture(scope="session")
def registers(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The registers and code lists that the project's SQL joins."""
    folder = tmp_path_factory.mktemp("registers")
    write_registers(folder)
    return folder
