"""A slow and obvious recount of the quarterly return: one person, one record, one day after the other.

Written from the rules of the trade and the sentences that the return prints; it shares nothing with the
program.
"""

from collections.abc import Callable, Iterator, Sequence
from datetime import date
from typing import Any

from tests.returns.by_hand import (
    A_DAY,
    NO_ANSWER,
    REFERRED_TO,
    Counted,
    Expected,
    Value,
    answer_to,
    band_of,
    by_many,
    by_one,
    closings,
    compared,
    crime_of,
    first_step,
    gave_support,
    how_many,
    is_valid,
    london,
    mean,
    middle,
    nine_in_ten,
    no_age,
    people_among,
    rows_of,
    sittings,
    spells,
    stages,
    together,
    working_days,
)
from tests.returns.histories import (
    Assessment,
    Case,
    Concern,
    Ending,
    History,
    Person,
    Referral,
    Told,
)


class Recount:
    """One stretch of days, counted for one funding stream or for all; ``today`` is when it is counted."""

    def __init__(self, history: History, first: date, last: date, stream: str | None, today: date) -> None:
        self.history, self.first, self.last, self.stream = history, first, last, stream
        self.up_to = min(last, today)

    # --- who and what there is ---

    def _within(self, day: date) -> bool:
        return self.first <= day <= self.last

    def _paid(self, case: Case | None) -> bool:
        return self.stream is None or (case is not None and case.stream == self.stream)

    def _people(self) -> list[Person]:
        return [one for one in self.history.people if not one.archived or one.nameless]

    def _requests(self) -> list[Counted]:
        """Every request for support that was ever received, the oldest first."""
        found = []
        for person in self._people():
            for one in person.referrals:
                case = one.case if one.case and not one.case.archived else None
                if not one.archived and self._paid(case):
                    found.append(Counted(one, None if person.nameless else person, case, one))
        return sorted(found, key=lambda one: (one.what.received_on, one.what.serial))

    def _received(self) -> list[Counted]:
        return [one for one in self._requests() if self._within(one.what.received_on)]

    def _valid(self) -> list[Counted]:
        return [one for one in self._received() if is_valid(one.what)]

    def _cases(self) -> list[Counted]:
        found = []
        for person in self._people():
            for case, referral, _ in person.all_cases():
                if not person.nameless and not case.archived and self._paid(case):
                    found.append(Counted(case, person, case, referral))
        return found

    def _contacts(self) -> list[Counted]:
        """Every contact of the period, counted once."""
        found = []
        for person in self._people():
            for referral in person.referrals:
                found += [Counted(one, person, referral.case, referral) for one in referral.contacts]
            for case, contacts in person.cases:
                found += [Counted(one, person, case) for one in contacts]
        return [
            one
            for one in found
            if not one.what.archived and self._within(one.what.on) and self._paid(one.case)
        ]

    def _newly_referred(self) -> list[tuple[Person, list[Counted]]]:
        """Everybody with their valid referrals of the period, the oldest first."""
        found: dict[int, tuple[Person, list[Counted]]] = {}
        for one in self._valid():
            if one.who is not None:
                found.setdefault(one.who.serial, (one.who, []))[1].append(one)
        return list(found.values())

    def _closed(self) -> list[tuple[Counted, Ending | None, date]]:
        """Every case closed in the period, once, with its last closing in it."""
        found = []
        for one in self._cases():
            days = [(day, ending) for day, ending in closings(one.what) if self._within(day)]
            if days:
                day, ending = days[-1]
                found.append((one, ending, day))
        return found

    def _open_on(self, case: Case, day: date) -> bool:
        """Whether a case is open when a day is over."""
        return any(begun <= day and (ended is None or ended > day) for begun, ended in spells(case))

    # --- the tables ---

    def tables(self) -> dict[str, Expected]:
        """Give every table that is counted, by its id."""
        return dict(self._all())

    def _all(self) -> Iterator[tuple[str, Expected]]:
        yield "R1", self._flow()
        yield "R2", self._funnel()
        yield from self._of_referrals()
        yield from self._of_new_cases()
        yield from self._of_people()
        yield "R14", self._needs()
        yield "R15", self._outcomes()
        yield from self._of_contacts()
        yield "R17", self._onward()
        yield "R18", self._how_soon()
        yield "R19", self._waiting()
        yield "R21", self._risk()
        yield "R22", self._concerns()
        yield from self._endings()
        yield from self._replies()
        yield "R29", self._missing()
        yield "R29a", self._late()

    def _flow(self) -> Expected:
        before = self.first - A_DAY
        cases = [one.what for one in self._cases()]
        starts = [(case, spells(case)) for case in cases]
        cells = {
            "start": sum(self._open_on(case, before) for case in cases),
            "new": sum(self._within(case.opened_on) for case in cases),
            "reopened": sum(self._within(begun) for _, found in starts for begun, _ in found[1:]),
            "closed": sum(self._within(day) for case in cases for day, _ in closings(case)),
            "end": sum(self._open_on(case, self.last) for case in cases),
        }
        return Expected(cells={(row, "cases"): value for row, value in cells.items()})

    def _funnel(self) -> Expected:
        rows: dict[str, list[Counted]] = {
            name: []
            for name in (
                *(
                    "received",
                    "duplicate",
                    "out-of-scope",
                    "valid",
                    "attempted",
                    "reached",
                    "offered",
                    "accepted",
                ),
                *("declined", "assessed", "engaged", "first-supported", "signposted-only"),
            )
        }
        for one in self._received():
            rows["received"].append(one)
            if one.what.reason in {"duplicate", "out-of-scope"}:
                rows[one.what.reason].append(one)
                continue
            for stage in stages(one, self.last):
                rows[stage].append(one)
        cells: dict[tuple[str, str], Value] = {}
        for name, found in rows.items():
            cells[name, "referrals"], cells[name, "people"] = len(found), people_among(found)
        supported = people_among([one for one in self._contacts() if gave_support(one.what)])
        cells["supported", "referrals"] = cells["supported", "people"] = supported
        return Expected(cells=cells)

    def _of_referrals(self) -> Iterator[tuple[str, Expected]]:
        without = [one for one in self._received() if one.what.reason not in (None, "duplicate")]
        yield "R3", by_one(without, lambda one: one.what.reason, groups=True)
        yield "R4", by_one(self._valid(), lambda one: one.what.source, groups=True)

    def _of_new_cases(self) -> Iterator[tuple[str, Expected]]:
        new = [one for one in self._cases() if self._within(one.what.opened_on)]
        yield "R5", by_one(new, crime_of, groups=True)
        yield "R5a", by_many(new, lambda one: one.what.also, "none")
        yield "R6", by_many(new, lambda one: one.referral.strands if one.referral else None, "none")
        yield "R13", by_many(new, lambda one: one.what.enhanced, "none")
        yield "R13a", by_one(new, lambda one: {None: None, True: "yes", False: "no"}[one.what.repeat])

    def _of_people(self) -> Iterator[tuple[str, Expected]]:
        people = self._newly_referred()
        yield "R7", by_one(people, lambda one: one[0].sex)
        yield "R8", by_one(people, lambda one: band_of(one[0], one[1][0].what.received_on))
        yield "R9", by_one(people, lambda one: one[0].ethnicity, groups=True)
        yield "R10a", by_one(people, lambda one: one[0].disability)
        yield "R10b", by_one(people, lambda one: one[0].religion)
        yield "R10c", by_one(people, lambda one: one[0].orientation)
        yield "R10d", by_one(people, lambda one: one[0].language)
        yield "R11", by_one(people, lambda one: one[0].authority, groups=True)
        yield "R12", by_one(people, lambda one: one[1][0].what.reported, groups=True)
        not_reported = [one for one in people if one[1][0].what.reported == "no"]
        yield (
            "R12a",
            by_many(not_reported, lambda one: together(each.what.not_reported for each in one[1]), None),
        )

    def _needs(self) -> Expected:
        rows: dict[str, list[tuple[bool, bool, list[int], bool]]] = {"_total": []}
        closed = {id(one.what) for one, _, _ in self._closed()}
        for one in self._cases():
            case: Case = one.what
            in_period = any(
                begun <= self.last and (ended is None or ended >= self.first) for begun, ended in spells(case)
            )
            acted = {
                need
                for plan in case.plans
                for need, day, archived in plan.goals
                if need and not archived and day <= self.last
            } | {
                each.need for each in case.onwards if each.need and not each.archived and each.on <= self.last
            }
            scores = self.scores(case, lambda each: each.needs)
            for need in acted | {need for need, told in scores.items() if told}:
                course = (in_period, need in acted, scores.get(need, []), id(case) in closed)
                rows.setdefault(need, []).append(course)
                rows["_total"].append(course)
        return Expected(
            rows,
            {
                "identified": lambda here: sum(
                    in_period and (acted or max(told) >= 6) for in_period, acted, told, _ in here
                ),
                "acted-on": lambda here: sum(in_period and acted for in_period, acted, _, _ in here),
                "reviewed": lambda here: sum(in_period and len(told) > 1 for in_period, _, told, _ in here),
                "compared": lambda here: len(compared(here)),
                "improved": lambda here: sum(told[-1] <= told[0] - 1 for told in compared(here)),
                "same": lambda here: sum(told[-1] == told[0] for told in compared(here)),
                "worse": lambda here: sum(told[-1] >= told[0] + 1 for told in compared(here)),
                "start": lambda here: mean([told[0] for told in compared(here)]),
                "end": lambda here: mean([told[-1] for told in compared(here)]),
            },
        )

    def scores(
        self, case: Case, said: Callable[[Assessment], Sequence[tuple[str, Told]]]
    ) -> dict[str, list[int]]:
        """Give the scores of all that was asked about by the last day of the period, if any was said."""
        found: dict[str, list[int]] = {}
        for one in sittings(case):
            for name, told in said(one):
                if one.on <= self.last and told.answer != "not_asked":
                    found.setdefault(name, []).extend([] if told.score is None else [told.score])
        return found

    def _outcomes(self) -> Expected:
        """Ten is best of each outcome; health and safety are asked as worries and turned round."""
        rows: dict[str, list[list[int]]] = {}
        for one, _, _ in self._closed():
            found = self.scores(one.what, lambda each: each.outcomes)
            needs = self.scores(one.what, lambda each: each.needs)
            safety = self.scores(one.what, lambda each: [("safety", each.safety)])
            for name, scores in (*needs.items(), *safety.items()):
                if name in ("health", "safety"):
                    found[name] = [11 - score for score in scores]
            for name, scores in found.items():
                rows.setdefault(name, []).append(scores)

        def twice(here: list[list[int]]) -> list[list[int]]:
            return [told for told in here if len(told) > 1]

        def improved(here: list[list[int]]) -> int:
            return sum(told[-1] >= told[0] + 1 for told in twice(here))

        return Expected(
            rows,
            {
                "told": len,
                "asked": lambda here: len(twice(here)),
                "with-need": lambda here: sum(bool(told) and 11 - told[0] >= 6 for told in here),
                "improved": improved,
                "same": lambda here: sum(told[-1] == told[0] for told in twice(here)),
                "worse": lambda here: sum(told[-1] <= told[0] - 1 for told in twice(here)),
                "percent": lambda here: 100 * improved(here) / len(twice(here)) if twice(here) else None,
            },
        )

    def _of_contacts(self) -> Iterator[tuple[str, Expected]]:
        contacts = self._contacts()
        spoke = [one for one in contacts if one.what.result == "spoke-with-person"]
        given = by_many(spoke, lambda one: one.what.support, "none", groups=True)
        yield "R16", Expected(given.rows, {"contacts": len, "people": people_among})
        channels = by_one(contacts, lambda one: one.what.channel)
        columns: dict[str, Callable[[list[Any]], Value]] = {
            "contacts": len,
            "attempts": lambda here: sum(one.what.direction == "out" for one in here),
            "successful": lambda here: sum(one.what.result == "spoke-with-person" for one in here),
            "support": lambda here: sum(gave_support(one.what) for one in here),
            "hours": lambda here: sum(one.what.minutes or 0 for one in here) / 60,
        }
        yield "R16a", Expected(channels.rows, columns)

    def _onward(self) -> Expected:
        made = []
        for one in self._cases():
            made += [
                Counted(each, one.who)
                for each in one.what.onwards
                if not each.archived and self._within(each.on)
            ]
        rows = by_one(made, lambda one: one.what.organisation_kind).rows
        names = ("told", "referred", "accepted", "not-taken-up", "waiting", "not-known")
        columns: dict[str, Callable[[list[Any]], Value]] = {"all": len}
        for name in names:
            columns[name] = how_many(name)
        return Expected(rows, columns)

    def _how_soon(self) -> Expected:
        cells: dict[tuple[str, str], Value] = {}
        for row, target in (("attempt", 2), ("reached", 2), ("assessment", 10), ("support", 15)):
            waits = []
            for one in self._requests():
                first = first_step(one, row)
                if is_valid(one.what) and first is not None and self._within(first):
                    waits.append(working_days(one.what.received_on, first))
            cells[row, "referrals"] = len(waits)
            cells[row, "median"] = middle(waits)
            cells[row, "p90"] = nine_in_ten(waits)
            quick = [wait for wait in waits if wait <= target]
            cells[row, "within"] = 100 * len(quick) / len(waits) if waits else None
        return Expected(cells=cells)

    def _waiting(self) -> Expected:
        waits: dict[int, int] = {}
        for one in self._requests():
            referral: Referral = one.what
            if one.who is None or one.who.serial in waits or referral.reason is not None:
                continue
            if referral.received_on > self.last or (one.case and one.case.from_history):
                continue
            if referral.answered_on and referral.answered_on <= self.last:
                continue
            if any(
                each.result in {"spoke-with-person", "refused"} and each.on <= self.last and not each.archived
                for each in referral.contacts
            ):
                continue
            if one.case and one.case.opened_on <= self.last and not self._open_on(one.case, self.last):
                continue
            waits[one.who.serial] = working_days(referral.received_on, self.up_to)
        told = list(waits.values())
        return Expected(
            cells={
                ("number", "value"): len(told),
                ("longest", "value"): max(told, default=None),
                ("median", "value"): middle(told),
            }
        )

    def _risk(self) -> Expected:
        cells: dict[tuple[str, str], Value] = {}
        names = ("standard", "medium", "high", "not-assessed", "_missing", "_total")
        for row in names:
            for column in names:
                cells[row, column] = 0
        for one, _, _ in self._closed():
            levels = [each.risk for each in sittings(one.what) if each.risk and each.on <= self.last]
            row, column = (levels[0], levels[-1]) if levels else ("_missing", "_missing")
            for key in ((row, column), (row, "_total"), ("_total", column), ("_total", "_total")):
                cells[key] = (cells[key] or 0) + 1
        return Expected(cells=cells)

    def _concerns(self) -> Expected:
        raised: list[Concern] = []
        for one in self._cases():
            raised += [
                each for each in one.what.concerns if not each.archived and self._within(london(each.at))
            ]
        rows: dict[str, list[Concern]] = {"_total": raised}
        for each in raised:
            rows.setdefault(each.about, []).append(each)

        def referred(here: list[Concern]) -> int:
            return sum(
                any(
                    code in REFERRED_TO and not archived and london(at) <= self.last
                    for code, at, archived in each.decisions
                )
                for each in here
            )

        return Expected(rows, {"raised": len, "referred": referred})

    def _endings(self) -> Iterator[tuple[str, Expected]]:
        closed = self._closed()
        rows = by_one(closed, lambda one: one[1].reason if one[1] else one[0].what.old_reason).rows
        columns: dict[str, Callable[[list[Any]], Value]] = {
            "count": len,
            "planned": lambda here: sum(bool(ending and ending.planned) for _, ending, _ in here),
            "agreed": lambda here: sum(bool(ending and ending.agreed == "yes") for _, ending, _ in here),
        }
        yield "R23", Expected(rows, columns)
        lengths = [(day - one.what.opened_on).days for one, _, day in closed]
        cells: dict[tuple[str, str], Value] = {
            ("cases", "value"): len(lengths),
            ("median", "value"): middle(lengths),
            ("p90", "value"): nine_in_ten(lengths),
            ("longest", "value"): max(lengths, default=None),
        }
        yield "R23a", Expected(cells=cells)

    def _replies(self) -> Iterator[tuple[str, Expected]]:
        came = [
            dict(one.answers)
            for one in self.history.replies
            if not one.archived and self._within(one.quarter_start)
        ]
        names = (
            *("understood", "dignity", "supported", "tailored"),
            *("unmet", "put_in_touch", "overall", "recovered"),
        )
        for letter, name in zip("abcdefgh", names, strict=True):
            yield f"R24{letter}", by_one(came, answer_to(name))

    def _missing(self) -> Expected:
        people = self._newly_referred()

        def silent(code: str | None) -> bool:
            return code is None or code in NO_ANSWER

        counts = {
            "sex": sum(silent(person.sex) for person, _ in people),
            "age": sum(no_age(person, found[0].what.received_on) for person, found in people),
            "ethnicity": sum(silent(person.ethnicity) for person, _ in people),
            "disability": sum(silent(person.disability) for person, _ in people),
            "religion": sum(silent(person.religion) for person, _ in people),
            "orientation": sum(silent(person.orientation) for person, _ in people),
            "language": sum(silent(person.language) for person, _ in people),
            "local-authority": sum(silent(person.authority) for person, _ in people),
            "reported": sum(silent(found[0].what.reported) for _, found in people),
            "hate": sum(
                rows_of(together(each.what.strands for each in found), "none") == ["_missing"]
                for _, found in people
            ),
            "offence": sum(silent(crime_of(found[0])) for _, found in people),
            "source": sum(silent(found[0].what.source) for _, found in people),
        }
        cells: dict[tuple[str, str], Value] = {("all", "missing"): len(people), ("all", "percent"): None}
        for row, number in counts.items():
            cells[row, "missing"] = number
            cells[row, "percent"] = 100 * number / len(people) if people else None
        return Expected(cells=cells)

    def _late(self) -> Expected:
        contacts = self._contacts()
        late = [one for one in contacts if (london(one.what.written_at) - one.what.on).days > 7]
        unrecorded = [
            one for one in contacts if one.what.result == "spoke-with-person" and one.what.support is None
        ]
        unreviewed = []
        for one in self._cases():
            case: Case = one.what
            looked_at = [begun for begun, _ in spells(case) if begun <= self.last]
            looked_at += [each.on for each in sittings(case) if each.on <= self.last]
            for plan in case.plans:
                if not plan.archived:
                    looked_at += [
                        day for day in (plan.on, plan.reviewed_on) if day is not None and day <= self.last
                    ]
            if self._open_on(case, self.last) and (self.up_to - max(looked_at)).days > 91:
                unreviewed.append(one)
        cells: dict[tuple[str, str], Value] = {}
        for row, found in (("late", late), ("unrecorded", unrecorded), ("unreviewed", unreviewed)):
            cells[row, "number"], cells[row, "people"] = len(found), people_among(found)
        return Expected(cells=cells)
