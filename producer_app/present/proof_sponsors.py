"""Each sponsor of a run on paper: contracted, delivered, every mention, promised places, owed."""

from __future__ import annotations

from producer_app.core.budget import Unit
from producer_app.core.budget.proof import Counted
from producer_app.core.budget.proof_sponsors import PlaceProof, SponsorProof
from producer_app.core.budget.sponsor_rivals import Rivalry
from producer_app.core.show import Segment, Show, Sponsor
from producer_app.present.cuesheet_text import Fact, Pair, Tongues
from producer_app.present.proof_lines import ProofPart, ProofSection, exact, proof_line
from producer_app.present.words import clock


def sponsor_section(proof: SponsorProof, show: Show, tongues: Tongues) -> ProofSection:
    """A sponsor with every mention they were given."""
    sponsor = proof.state.sponsor
    return ProofSection(
        title=tongues.own(sponsor.brand, sponsor.brand_alt),
        facts=_facts(proof, tongues),
        notes=(
            *(rival_note(rival, show, tongues) for rival in proof.rivals),
            *(_place(place, tongues) for place in proof.places),
        ),
        caution=Pair(""),
        verdict=_verdict(proof, tongues),
        is_bad=not proof.is_met or bool(proof.rivals),
        parts=(_mentions(proof, show, tongues),),
    )


def _facts(proof: SponsorProof, tongues: Tongues) -> tuple[Fact, ...]:
    state = proof.state
    figures = (
        ("proof_contracted", state.sponsor.contracted, state.sponsor.mentions),
        ("proof_delivered", state.delivered, state.delivered_mentions),
        ("proof_as_planned", state.planned, state.planned_mentions),
    )
    return tuple(Fact(tongues.say(key), _given(length, many)) for key, length, many in figures)


def _given(length: int, mentions: int) -> str:
    return f"{exact(length)} · {mentions}×"


def rival_note(rival: Rivalry, show: Show, tongues: Tongues) -> Pair:
    """A rival where none was to be: who, when and in which segment."""
    found, segment = show.by_id.get(rival.rival), show.by_id.get(rival.segment)
    brand = tongues.own(found.brand, found.brand_alt) if isinstance(found, Sponsor) else Pair("")
    return tongues.say(
        "proof_rival",
        time=tongues.each(lambda words: clock(rival.at, show, words=words)),
        rival=brand,
        segment=segment.number if isinstance(segment, Segment) else "",
    )


def _verdict(proof: SponsorProof, tongues: Tongues) -> Pair:
    if proof.is_met:
        return tongues.say("proof_contract_met")
    owed = [exact(proof.owed)] if proof.owed else []
    owed += [f"{proof.owed_mentions}×"] if proof.owed_mentions else []
    places = sum(place.owed for place in proof.places)
    text = Pair(" · ".join(owed), " · ".join(owed))
    if places:
        said = tongues.say("proof_places_owed", count=places)
        joint = " · " if owed else ""
        text = Pair(
            f"{text.first}{joint}{said.first}", f"{text.first}{joint}{said.second or said.first}"
        )
    return tongues.say("proof_owed", what=text)


def _place(place: PlaceProof, tongues: Tongues) -> Pair:
    """First in a break: promised 2, given 1 (A2, C4)."""
    promised = place.place
    at = "" if promised.at is None else str(promised.at)
    where = tongues.say(f"proof_stand_{promised.where}", time=at)
    given = ", ".join(_named(line) for line in place.counted) or "–"
    return tongues.say(
        "proof_place_owed" if place.owed else "proof_place",
        where=where,
        promised=promised.times,
        given=len(place.counted),
        by=given,
    )


def _named(line: Counted) -> str:
    return line.take.number or line.take.title


def _mentions(proof: SponsorProof, show: Show, tongues: Tongues) -> ProofPart:
    contracted = proof.state.sponsor.contracted
    lines = []
    for counted in proof.counted:
        left = max(0, contracted - counted.total)
        still = Pair(exact(left)) if left else tongues.say("proof_nothing_owed")
        still = still if contracted else Pair("")
        lines.append(
            proof_line(
                counted,
                show,
                tongues,
                unit=Unit.TIME,
                left=still,
                is_over=False,
                names_room=len(show.rooms) > 1,
            )
        )
    return ProofPart(
        title=tongues.say("proof_mentions"),
        facts=(Fact(tongues.say("proof_delivered"), exact(proof.state.delivered)),),
        verdict=Pair(""),
        is_bad=False,
        lines=tuple(lines),
        nothing=tongues.say("proof_no_mention"),
    )
