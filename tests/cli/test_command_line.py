"""A wrong argument costs one line and exit code 2; a failed run says what stands."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from dagster_project.cli_messages import WORDINGS, Say
from dagster_project.runner import RunResult
from tests.cli.command import RunCommand

WRONG = {
    "unknown verb": ["fly"],
    "unknown option": ["run", "--fly"],
    "bad month": ["run", "--period", "2026-13"],
    "bad time": ["run", "--as-of", "yesterday"],
    "value missing": ["run", "--period"],
    "too many": ["status", "extra"],
    "report missing": ["trace"],
    "unknown report": ["trace", "R99", "--period", "2026-09"],
    "option missing": ["trace", "R01"],
    "bad number": ["demo", "--units", "many"],
    "bad language": ["--lang", "fr"],
    "home not there": ["status", "--home", "no-such-folder"],
    "home not there to take in": ["intake", "--home", "no-such-folder"],
    "home not there to run": ["run", "--home", "no-such-folder"],
}


@pytest.mark.parametrize("arguments", WRONG.values(), ids=WRONG.keys())
@pytest.mark.parametrize("language", ["zh", "en"])
def test_a_wrong_argument_is_one_line_and_exit_2(
    xuncha: RunCommand, arguments: list[str], language: str
) -> None:
    code, out, err = xuncha(*arguments, *([] if "--lang" in arguments else ["--lang", language]))
    assert code == 2
    assert out == ""
    assert err.count("\n") == 1
    assert err.startswith("错误：" if language == "zh" or "--lang" in arguments else "Error: ")


def test_nothing_published_is_one_line(xuncha: RunCommand, tmp_path: Path) -> None:
    code, _, err = xuncha("status", "--home", tmp_path)
    assert (code, err.count("\n")) == (2, 1)
    assert "还没有任何发布" in err


def test_a_month_outside_the_data_is_one_line(xuncha: RunCommand, small_home: Path) -> None:
    code, _, err = xuncha("status", "--period", "2030-01", "--home", small_home)
    assert code == 2
    assert "2026-08 到 2026-09" in err


def test_a_figure_that_is_not_there_is_one_line(xuncha: RunCommand, small_home: Path) -> None:
    code, _, err = xuncha(
        "trace", "R01", "--period", "2026-09", "--region", "1", "--indicator", "x",
        "--home", small_home,
    )  # fmt: skip
    assert (code, err.count("\n")) == (2, 1)


@pytest.mark.parametrize("verb", ["demo", "run", "intake", "status", "trace", "serve"])
@pytest.mark.parametrize("language", ["zh", "en"])
def test_every_verb_has_help(xuncha: RunCommand, verb: str, language: str) -> None:
    code, out, _ = xuncha("--lang", language, verb, "--help")
    assert code == 0
    assert Say(language)(f"help.{verb}").split(" ")[0] in out  # type: ignore[arg-type]


def test_a_failed_run_names_the_step_and_what_stands(
    xuncha: RunCommand, small_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = RunResult(False, "warehouse", "一项检查没有通过。", None, "2026-09")
    monkeypatch.setattr("dagster_project.runner.run", lambda *_: result)
    code, _, err = xuncha("run", "--home", small_home)
    assert code == 1
    assert "运行失败，停在“核对和汇总”这一步：一项检查没有通过。" in err
    assert "仍然有效的是上一次的发布 r1" in err


def test_a_fault_after_the_release_does_not_take_it_back(
    xuncha: RunCommand, small_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = RunResult(False, "return_notices", "磁盘已满。", None, "2026-09")
    monkeypatch.setattr("dagster_project.runner.run", lambda *_: result)
    code, _, err = xuncha("run", "--home", small_home)
    assert code == 1
    assert "停在“退回和催报”这一步：磁盘已满。" in err
    assert "本次的数据和文档已经发布，没有受影响：r1" in err


def test_a_run_says_how_many_notices_lie_where(
    xuncha: RunCommand, home_with_parts: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = RunResult(True, None, "", None, "2026-09")
    monkeypatch.setattr("dagster_project.runner.run", lambda *_: result)
    returned = home_with_parts / "returned"
    now, before = "2026-10-20 09:00:00", "2026-10-19 09:00:00"
    for as_of, expected in (
        (now, f"退回单 1 份、核实单 0 份、催报单 1 份；未办结的共 3 份，在 {returned}"),
        ("2026-10-21 09:00:00", "以前的运行已经处理到 2026-10-21 09:00:00"),
    ):
        told = [("return", now, "open"), ("chase", now, "open"), ("query", before, "open")]
        told += [("return", now, "not_sent")]
        write_register(returned, as_of, told)
        code, out, _ = xuncha("run", "--home", home_with_parts)
        assert code == 0
        assert expected in out


def write_register(returned: Path, as_of: str, told: list[tuple[str, str, str]]) -> None:
    """Write a register of notices of which only kind, time and status matter."""
    texts = ("name", "document_number", "period", "unit_code", "unit_name", "delivery_id")
    texts += ("file_name", "folder", "stem")
    entries = [
        {
            **dict.fromkeys(texts, ""),
            "kind": kind,
            "issued_at": issued_at,
            "status": status,
            "forms": [],
            "number": 1,
            "fatal_count": 1,
            "query_count": 0,
            "received_at": None,
            "closed_at": None,
        }
        for kind, issued_at, status in told
    ]
    returned.mkdir(exist_ok=True)
    content = {"as_of": as_of, "entries": entries}
    (returned / ".register.json").write_text(json.dumps(content), encoding="utf-8")


def test_a_run_that_ends_well_says_where_its_results_lie(
    xuncha: RunCommand, small_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    result = RunResult(True, None, "", None, "2026-09")
    monkeypatch.setattr("dagster_project.runner.run", lambda *_: result)
    code, out, _ = xuncha("run", "--home", small_home)
    assert code == 0
    assert "入库 5 行，留置 1 行" in out
    assert "warehouse.duckdb" in out


def test_a_demonstration_never_goes_where_returns_lie(xuncha: RunCommand, tmp_path: Path) -> None:
    (tmp_path / "inbox").mkdir()
    code, _, err = xuncha("demo", "--out", tmp_path)
    assert (code, err.count("\n")) == (2, 1)
    assert "不是演示数据" in err


def test_a_demonstration_is_written_again_only_as_it_was(
    xuncha: RunCommand, tmp_path: Path
) -> None:
    options = ["demo", "--files-only", "--units", "6", "--months", "2", "--out", tmp_path]
    code, out, _ = xuncha(*options)
    files = sorted((tmp_path / "inbox").rglob("*.*"))
    assert code == 0
    assert f"共 {len(files) - 1} 个" in out  # received.csv lists the others
    assert xuncha(*options)[0] == 0
    assert sorted((tmp_path / "inbox").rglob("*.*")) == files
    code, _, err = xuncha(*options, "--seed", "2")
    assert code == 2
    assert "另一套演示数据" in err


def test_an_interrupted_run_says_what_stands(
    xuncha: RunCommand, small_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def interrupted(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("dagster_project.runner.run", interrupted)
    code, _, err = xuncha("run", "--home", small_home)
    assert code == 130
    assert "已中断。仍然有效的是上一次的发布 r1" in err


def test_serve_opens_this_machine_only(
    xuncha: RunCommand, small_home: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    started: list[list[str]] = []
    for name in ("DAGSTER_HOME", "XUNCHA_HOME", "PYTHONWARNINGS"):
        monkeypatch.setenv(name, "")
    monkeypatch.setattr("os.execv", lambda _, arguments: started.append(arguments))
    xuncha("serve", "--port", "4000", "--home", small_home)
    assert started[0][-4:] == ["-h", "127.0.0.1", "-p", "4000"]


def test_both_languages_have_the_same_gaps() -> None:
    def gaps(text: str) -> set[str]:
        return {part.split("}")[0] for part in text.split("{")[1:]}

    unlike = [key for key, wording in WORDINGS.items() if gaps(wording.zh) != gaps(wording.en)]
    assert not unlike


@pytest.mark.parametrize(
    "arguments",
    [
        ["--help"],
        ["status"],
        ["trace", "R01", "--period=2026-09", "--region=990121", "--indicator=clues_open"],
        ["trace", "--file=first.xlsx", "--cell=B5"],
    ],
    ids=["help", "status", "trace", "trace a cell"],
)
def test_quick_verbs_import_nothing_heavy(small_home: Path, arguments: list[str]) -> None:
    program = (
        "import sys\n"
        "from dagster_project.cli import main\n"
        "code = main(sys.argv[1:])\n"
        "heavy = {'dagster', 'dbt', 'pandas', 'pyarrow', 'docx'} & set(sys.modules)\n"
        "sys.exit(code or (f'imported: {heavy}' if heavy else 0))\n"
    )
    home = [] if arguments == ["--help"] else ["--home", str(small_home)]
    done = subprocess.run(
        [sys.executable, "-c", program, *arguments, *home],
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
