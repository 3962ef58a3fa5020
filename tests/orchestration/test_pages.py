"""What a newcomer finds in the pages: what each asset is, where it belongs, who minds it."""

import json
from collections.abc import Callable
from datetime import datetime
from pathlib import Path

from dagster import AssetKey

from dagster_project.definitions import build_defs, defs

# The stages of the flow, as the folders are called.
GROUPS = {
    *("intake", "reference", "staging", "checks", "intermediate"),
    *("marts", "indicators", "reports", "documents", "release", "returns"),
}


def test_every_asset_says_what_it_is_and_which_role_looks_after_it() -> None:
    graph = defs.resolve_asset_graph()
    nodes = [graph.get(key) for key in graph.get_all_asset_keys()]
    assert {node.group_name for node in nodes} == GROUPS
    for node in nodes:
        assert node.description, node.key
        assert node.kinds, node.key
        assert node.owners, node.key
        assert all(owner.startswith("team:") for owner in node.owners), node.key


def test_jobs_schedules_and_sensors_say_what_they_do() -> None:
    repository = defs.get_repository_def()
    ours = [job for job in repository.get_all_jobs() if not job.name.startswith("__")]
    automatic = [*repository.schedule_defs, *repository.sensor_defs]
    assert len(ours) == 4
    assert len(automatic) == 6
    assert all(one.description for one in (*ours, *automatic))


def test_the_release_is_due_on_the_day_after_the_due_day(
    home: Path, set_clock: Callable[[datetime], None]
) -> None:
    def deadline() -> str:
        metadata = build_defs().resolve_asset_graph().get(AssetKey("release"))
        return metadata.freshness_policy.deadline_cron

    set_clock(datetime(2026, 10, 20))
    assert deadline() == "0 12 6 * *"
    (home / "decisions" / "due_days.csv").write_text(
        "form,due_day,from_period,decided_by,decided_at\nXC04,8,2026-09,office,2026-08-20\n",
        encoding="utf-8",
    )
    assert deadline() == "0 12 9 * *"


def test_dagster_calls_nobody_and_prunes_its_ticks(home: Path) -> None:
    text = (home / "dagster" / "dagster.yaml").read_text(encoding="utf-8")
    assert json.dumps(text).count("enabled: false") == 2
    assert "purge_after_days" in text
