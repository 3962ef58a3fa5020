"""What goes back to the units, once the release stands: notices, marked workbooks, chase-ups.

Written after the release and from it, so that whatever happens here leaves it untouched. What is
sent and when it closes is in `returns/`.
"""

from collections import Counter

from dagster import AssetKey, MaterializeResult, asset

from dagster_project import progress
from dagster_project.assets import CLERKS
from dagster_project.decisions import load_decisions
from dagster_project.due_days import due_on
from dagster_project.forms import load_forms
from dagster_project.home import project_root, sources_folder
from dagster_project.resources import HomeResource
from dagster_project.returns.folder import write_returns

STEP = "return_notices"


@asset(
    name=STEP,
    group_name="returns",
    deps=[AssetKey("release")],
    description="退回单、核实单、催报单和标注了问题的原表，写到 returned 文件夹；改正后自动办结。",
    owners=[CLERKS],
    kinds={"word", "excel"},
)
def return_notices(home: HomeResource) -> MaterializeResult[None]:
    """Write what the standing release asks the units for, and close what they have put right."""
    forms = load_forms(sources_folder())
    decided = load_decisions(home.folder / "decisions").due_days
    made = write_returns(
        home.folder,
        forms,
        lambda form, period: due_on(forms[form], period, decided),
        project_root() / "report_templates",
        lambda done, total: progress.report(STEP, done, total),
    )
    counts = {
        f"{which}_{kind}": number
        for which, entries in (("issued", made.issued), ("closed", made.closed))
        for kind, number in sorted(Counter(entry.kind for entry in entries).items())
    }
    return MaterializeResult(metadata={**counts, "open": len(made.open), "is_past": made.is_past})
