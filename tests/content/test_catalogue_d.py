"""The tools of all levels, counted against the catalogue: every list, row, column, question."""

from pathlib import Path

from trivsel.domain.toolspec import options, read_tool

TOOLS = Path(__file__).parents[2] / "content" / "tools"


def tool(id_):
    [path] = TOOLS.glob(f"{id_.lower()}_*.toml")
    return read_tool(path.read_bytes(), file=path.name)


def step(id_, key):
    [found] = [one for one in tool(id_).steps if one.key == key]
    return found


def keys(entries):
    return " ".join(entry.key for entry in entries)


def listed(id_, key, name):
    """The keys of a list, in a row with spaces between."""
    return keys(options(step(id_, key).said, name))


def test_stones_in_the_shoe_has_four_rows_by_four_columns_from_the_top_down():
    assert listed("B38", "levels", "rows") == "organisation leader group individual"
    assert listed("B38", "levels", "columns") == "origin signs response who-when"
    assert set(tool("B38").modes) == {"group", "org", "print"}


def test_what_cannot_be_solved_is_passed_up_and_must_be_answered():
    organisation, *_ = options(step("B38", "levels").said, "rows")

    assert "næste ledelsesniveau" in organisation.more["hint"].da
    assert "next management level" in organisation.more["hint"].en
    assert listed("B38", "pass-up", "parties") == "carrier answerer"
    assert step("B38", "pass-up").said["meetings"] == 2
    assert listed("B38", "pass-up", "points") == "request why-not-here price proposal meanwhile"


IGLO = {
    "individual": (
        "overview priorities own-wellbeing knowledge tackling qualifications symptoms "
        "influence openness help contribution"
    ),
    "group": "overview safety agenda naming-pressure courage support agreements",
    "leader": (
        "expectations attention taboo listening prioritising courage professional-help "
        "colleagues-of-affected role-model leader-group"
    ),
    "organisation": (
        "vision stress-policy organisational-prevention roles-and-guidelines "
        "demands-from-data middle-managers leader-groups"
    ),
}


def test_the_iglo_checklist_asks_11_7_10_and_7_questions():
    assert [len(listed("B37", level, "items").split()) for level in IGLO] == [11, 7, 10, 7]
    assert {level: listed("B37", level, "items") for level in IGLO} == IGLO
    assert {step("B37", level).kind.name for level in IGLO} == {"checklist"}


def test_only_the_individuals_list_is_kept_to_oneself():
    alone = [level for level in IGLO if step("B37", level).sharing == "alone"]

    assert alone == ["individual"]
    assert "bliver på din egen" in step("B37", "individual").prompt.da
    assert "112" in step("B37", "individual").help.da


def test_three_kinds_of_prevention_and_learning_by_now_and_more():
    kinds = "primary secondary tertiary"

    assert listed("B18", "kinds", "sections") == kinds
    assert listed("B18", "now-and-more", "rows") == f"{kinds} learning"
    assert listed("B18", "now-and-more", "columns") == "now more"
    assert listed("B18", "coverage", "questions") == "cover-all gaps what-it-takes lessons"


def test_across_departments_has_seven_signs_and_three_remedies():
    assert listed("B34", "signs", "items") == (
        "their-fault nicknames mail-not-walk keep-to-ourselves own-target "
        "think-the-worst leaders-as-postmen"
    )
    assert keys(tool("B34").steps) == "signs visits bridge-builders their-shoes next"
    assert listed("B34", "visits", "questions") == (
        "who-and-when show-them curious-about brought-home"
    )
    assert listed("B34", "bridge-builders", "rows") == (
        "handing-over plans-ahead recurring-faults busy-times went-well"
    )
    assert listed("B34", "their-shoes", "questions") == (
        "pressed-by proud-of trouble-from-them they-never-see one-wish"
    )


def test_who_does_what_lays_six_roles_side_by_side_and_speaks_of_help_from_outside():
    assert listed("B41", "duties", "sections") == (
        "employer forum leader representatives colleagues oneself"
    )
    assert "arbejdsgiverens pligt" in step("B41", "outside-help").said["body"].da
    assert "aldrig problemet ud af huset" in step("B41", "outside-help").said["body"].da


def test_the_pitfalls_are_ten_and_lead_on_where_the_catalogue_says():
    groups = {
        g.key: options(g.more, "items") for g in options(step("B43", "traps").said, "groups")
    }

    assert {level: keys(items) for level, items in groups.items()} == {
        "organisation": "too-many-at-once operations-win",
        "leader": (
            "leader-changes administration lacking-knowledge too-many-people own-barriers"
        ),
        "group": "unequal-strength toiling-apart",
        "individual": "not-told",
    }
    assert groups["leader"][-1].more["tools"] == ("B23",)
    assert groups["individual"][0].more["tools"] == ("B15",)
    assert keys(tool("B43").steps) == "traps tell avoid-one next"


def test_the_causes_are_five_and_own_and_lead_to_the_stones():
    causes = "technology missing-input friction change efficiency"

    assert listed("B44", "causes", "items") == causes
    assert step("B44", "causes").said["own"] is True
    assert listed("B44", "in-our-day", "rows") == causes
    assert options(step("B44", "onward").said, "points")[0].more["tools"] == ("B38",)
