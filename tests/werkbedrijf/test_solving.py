"""A region solved from files to files: the shapes, the refusals, and the same answer whatever the order of the lines."""

import json

import pytest
from click.testing import CliRunner

from werkbedrijf.cli import werkbedrijf

PERSON = {
    "id": "k1",
    "levels": {"lezen": 3, "tillen": 2, "staan": None},
    "need": ["jobcoach", "vast_rooster"],
    "essential": ["vast_rooster"],
    "hours": [8, 24],
    "pc4": "7511",
    "travel": {"mode": "auto", "max_minutes": 60},
    "times": ["avond"],
    "certificates": ["eigen papier"],
    "veto": ["zwemmen"],
    "wishes": ["orde"],
    "history": 0,
}
PLACE = {
    "id": "p1",
    "positions": 1,
    "hours": [16, 24],
    "pc4": "7521",
    "times": [],
    "certificates": [],
    "family": "orde",
    "conditions": {"jobcoach": "aanwezig"},
    "hard": {},
    "tasks": [
        {"name": "sorteren", "share": 0.6, "separable": True, "demands": {"lezen": [3, 2], "staan": [2, 1]}},
        {"name": "sjouwen", "share": 0.4, "separable": False, "demands": {"tillen": [2, 1]}},
    ],
}
SETTINGS = {"k": 2, "m": 1, "B": [0.1, 0.05, 0], "tau": 0.8, "key": "november"}


class Region:
    """A folder with a region in it."""

    def __init__(self, folder):
        self.folder = folder
        self.people = [PERSON, {**PERSON, "id": "k2", "levels": {"lezen": 1}}, {**PERSON, "id": "k3", "history": 2}]
        self.places = [PLACE]
        self.settings = SETTINGS
        self.travel = None

    def run(self, *more, out="out"):
        self._lines("people.jsonl", self.people)
        self._lines("places.jsonl", self.places)
        (self.folder / "settings.json").write_text(json.dumps(self.settings, indent=1))
        arguments = ["--people", "people.jsonl", "--places", "places.jsonl", "--settings", "settings.json"]
        if self.travel:
            (self.folder / "travel.csv").write_text(self.travel)
            arguments += ["--travel", "travel.csv"]
        named = [str(self.folder / word) if "." in word else word for word in arguments]
        return CliRunner().invoke(werkbedrijf, ["solve", *named, "--out", str(self.folder / out), *more])

    def _lines(self, name, rows):
        (self.folder / name).write_text("".join(json.dumps(row) + "\n" for row in rows))

    def rows(self, name, out="out"):
        return [json.loads(line) for line in (self.folder / out / name).read_text().splitlines()]

    def whole(self, name):
        return json.loads((self.folder / "out" / name).read_text())


@pytest.fixture
def region(tmp_path):
    return Region(tmp_path)


def test_the_lists_have_their_shape_and_their_points_add_up(region):
    answer = region.run()
    assert answer.exit_code == 0, answer.output
    rows = region.rows("lists.jsonl")
    assert [set(row) for row in rows] == [
        {"place", "person", "score", "smax", "points", "arrange", "unknown", "rank"}
    ] * len(rows)
    assert [(row["person"], row["rank"]) for row in rows] == [("k1", 1), ("k3", 2)]
    first = rows[0]
    assert first["score"] == sum(first["points"].values()) == first["smax"]
    assert set(first["points"]) == {"sorteren", "sjouwen"}
    assert (first["arrange"], first["unknown"]) == (["vast_rooster"], ["staan"])


def test_the_kernplan_prices_and_left_out_tell_about_everybody_once(region):
    region.run()
    assert [row["place"] for row in region.rows("kernplan.jsonl")] == ["p1"]
    assert [set(row) for row in region.rows("prices.jsonl")] == [{"person", "price", "witness"}] * 2
    left_out = region.rows("left_out.jsonl")
    assert [row["person"] for row in left_out] == ["k2"]
    assert left_out[0] == {
        "person": "k2",
        "place": "p1",
        "suitable": False,
        "reasons": [],
        "change": [{"what": "niveau", "to": {"lezen": 2}}],
    }


def test_the_certificate_proves_both_allocations(region):
    region.run()
    for proof in (region.whole("certificate.json")[name] for name in ("shortlists", "kernplan")):
        assert proof["valid"] is proof["equal"] is proof["potentials_hold"] is proof["feasible"] is True
        assert proof["objective"] == proof["lp_bound"]


def _hash_by_hand(key, person, place):
    """As FILES.md tells it, in whole numbers of Python."""
    from hashlib import blake2b

    def digest(id_, kind):
        return int.from_bytes(blake2b(id_.encode(), key=key, digest_size=8, person=kind).digest(), "little")

    most = 2**64
    found = digest(person, b"mens") ^ (digest(place, b"plek") * 0x9E3779B97F4A7C15 + 0x632BE59BD9B4E019) % most
    for shift, times in ((30, 0xBF58476D1CE4E5B9), (27, 0x94D049BB133111EB)):
        found = (found ^ found >> shift) * times % most
    return found ^ found >> 31


def test_anybody_can_check_the_proof_with_the_files_alone(region):
    region.places = [PLACE, {**PLACE, "id": "p2"}]
    region.settings = {**SETTINGS, "k": 1}
    region.run()
    certificate = region.whole("certificate.json")
    proof, lots = certificate["shortlists"], certificate["lots_per_unit"]
    chosen = {(row["person"], row["place"]) for row in region.rows("lists.jsonl")}
    scores = {"k1": (600, 600), "k3": (600, 600)}
    assert {row["person"]: (row["score"], row["smax"]) for row in region.rows("lists.jsonl")} == scores
    for person, (score, smax) in scores.items():
        for place in ("p1", "p2"):
            hashed = _hash_by_hand(b"november", person, place)
            worth = (10_000 * score // smax * 20 + hashed % 20) * lots + hashed // 2**42
            paid = proof["price_of_person"][person] + proof["value_of_place"][place]
            assert worth >= paid if (person, place) in chosen else worth <= paid


def test_no_people_or_no_places_give_empty_lists_and_a_proof(region):
    for people, places in (([], [PLACE]), ([PERSON], []), ([], [])):
        region.people, region.places = people, places
        assert region.run().exit_code == 0
        assert region.rows("lists.jsonl") == []
        assert region.whole("certificate.json")["shortlists"]["valid"] is True
        assert len(region.rows("left_out.jsonl")) == len(people)


def test_more_positions_than_a_region_can_have_are_refused(region):
    region.places = [{**PLACE, "positions": 10**30}]
    answer = region.run()
    assert (answer.exit_code, "voordrachten" in answer.stderr) == (1, True)


def test_the_run_can_be_checked_against_its_files(region):
    import hashlib

    region.run()
    run = region.whole("run.json")
    for name, digest in run["out_sha256"].items():
        assert hashlib.sha256((region.folder / "out" / name).read_bytes()).hexdigest() == digest
    assert set(run["in_sha256"]) == {"people", "places", "settings"}
    assert "november" not in json.dumps(run)


def test_the_order_of_lines_changes_no_byte(region):
    region.places = [PLACE, {**PLACE, "id": "p2"}, {**PLACE, "id": "p3", "positions": 2}]
    region.run()
    region.people, region.places = region.people[::-1], region.places[::-1]
    region.run(out="again")
    for name in ("lists.jsonl", "kernplan.jsonl", "prices.jsonl", "left_out.jsonl", "certificate.json"):
        assert (region.folder / "out" / name).read_bytes() == (region.folder / "again" / name).read_bytes(), name


def test_without_compiled_code_every_byte_is_the_same(region, monkeypatch):
    region.places = [PLACE, {**PLACE, "id": "p2"}, {**PLACE, "id": "p3", "hours": [20, 24]}]
    region.run()
    monkeypatch.setenv("MATCHING_ENGINE", "numpy")
    region.run(out="plain")
    for name in ("lists.jsonl", "kernplan.jsonl", "prices.jsonl", "left_out.jsonl", "certificate.json"):
        assert (region.folder / "out" / name).read_bytes() == (region.folder / "plain" / name).read_bytes(), name


def test_a_travel_table_goes_before_the_estimate(region):
    region.travel = "from,to,mode,minutes\n7511,7521,auto,61\n"
    region.run()
    assert region.rows("lists.jsonl") == []
    changes = {row["person"]: (row["reasons"], row["change"]) for row in region.rows("left_out.jsonl")}
    assert changes["k1"] == (["reistijd"], [{"what": "vervoer", "to": 61}])


def test_a_refused_kind_of_work_is_never_suggested(region):
    region.people = [{**PERSON, "veto": ["orde"]}]
    region.run()
    assert region.rows("left_out.jsonl") == [
        {"person": "k1", "place": "p1", "suitable": False, "reasons": ["eigen_keuze"], "change": None}
    ]


@pytest.mark.parametrize(
    ("spoil", "told"),
    [
        (lambda r: r.people.append({**PERSON, "id": "k9", "regeling": "x"}), ["people.jsonl, regel 4", "'regeling'"]),
        (lambda r: r.people.append({**PERSON, "id": "k1"}), ["people.jsonl, regel 4", "'k1' staat ook op regel 1"]),
        (lambda r: r.people.insert(0, {**PERSON, "naam": "x"}), ["people.jsonl, regel 1", "'naam'"]),
        (lambda r: r.people.append({**PERSON, "travel": {"mode": "auto", "max_minutes": 9, "x": 1}}), ["'x'"]),
        (lambda r: r.people.append({**PERSON, "travel": {"mode": "raket", "max_minutes": 9}}), ["'mode'"]),
        (lambda r: r.people.append({**PERSON, "levels": {"vliegen": 2}}), ["vliegen", "regel 4"]),
        (lambda r: r.people.append({**PERSON, "levels": {"lezen": 5}}), ["lezen", "regel 4"]),
        (lambda r: r.people.append({**PERSON, "levels": {"lezen": True}}), ["'levels'", "regel 4"]),
        (lambda r: r.people.append({"id": "k9"}), ["'levels' ontbreekt"]),
        (lambda r: r.places.append({**PLACE, "id": "p2", "regeling": "x"}), ["places.jsonl, regel 2", "'regeling'"]),
        (lambda r: r.places.append({**PLACE, "id": "p2", "tasks": [{**PLACE["tasks"][0], "y": 1}]}), ["'y'"]),
        (lambda r: r.places.append({**PLACE, "id": "p2", "conditions": {"jobcoach": "soms"}}), ["'conditions'"]),
        (lambda r: setattr(r, "settings", {**SETTINGS, "q": 1}), ["settings.json, regel 11", "'q'"]),
        (lambda r: setattr(r, "settings", {**SETTINGS, "B": [0, 0.1]}), ["settings.json", "B"]),
        (lambda r: setattr(r, "travel", "from,to,mode,minutes,km\n"), ["travel.csv, regel 1", "'km'"]),
        (lambda r: setattr(r, "travel", "from,to,mode,minutes\n7511,7521,auto,snel\n"), ["travel.csv, regel 2"]),
    ],
)
def test_what_cannot_be_taken_is_refused_with_file_line_and_key(region, spoil, told):
    region.people, region.places = list(region.people), list(region.places)
    spoil(region)
    answer = region.run()
    assert answer.exit_code == 1
    assert [word for word in told if word not in answer.stderr] == []
    assert not (region.folder / "out").exists()


def test_lines_that_are_no_json_or_name_a_key_twice_are_refused(region):
    region.run()
    people = region.folder / "people.jsonl"
    places = str(region.folder / "places.jsonl")
    for line in ('{"id": "k1", "id": "k2"}', "{", "[]", '{"id": NaN}'):
        people.write_text(f"\n{line}\n")
        answer = CliRunner().invoke(
            werkbedrijf, ["solve", "--people", str(people), "--places", places, "--out", str(region.folder / "no")]
        )
        assert answer.exit_code == 1
        assert "people.jsonl, regel 2" in answer.stderr


def test_the_answer_for_programs_is_the_run(region):
    answer = region.run("--json")
    assert json.loads(answer.stdout) == region.whole("run.json")
