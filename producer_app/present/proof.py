"""The proof on paper: what every ad rule and every sponsor got in one run, traced to its takes."""

from __future__ import annotations

from dataclasses import dataclass, replace

from producer_app.core.budget.proof import rule_proofs
from producer_app.core.budget.proof_sponsors import sponsor_proofs
from producer_app.core.run import RunKind
from producer_app.core.timing import Projection
from producer_app.present.cuesheet_head import SheetHead
from producer_app.present.cuesheet_text import Fact, Pair, Tongues, stamp
from producer_app.present.proof_lines import ProofSection, show_time
from producer_app.present.proof_rules import rule_section
from producer_app.present.proof_sponsors import sponsor_section

LABELS = (
    *("head_number", "proof_head_title", "proof_head_kind", "proof_head_planned", "continued"),
    *("proof_head_start", "proof_head_end", "proof_head_counted", "proof_head_total"),
)


@dataclass(frozen=True, slots=True, kw_only=True)
class ProofSheet:
    """Every rule, or every sponsor, of one run."""

    hours: tuple[Fact, ...]
    """BEGAN and ENDED."""
    left: Pair
    """The head of the last column."""
    sections: tuple[ProofSection, ...]
    is_apart: bool
    """Each section begins a page of its own, so that it can be handed out alone."""
    empty: Pair
    """What is said, and what to do, where there is nothing to prove."""


def ad_proof(aired: Projection | None, tongues: Tongues) -> ProofSheet:
    """What each ad rule counted in the run of ``aired``, window by window; None before any run."""
    sections: tuple[ProofSection, ...] = ()
    if aired is not None:
        proofs = rule_proofs(aired)
        sections = tuple(rule_section(proof, aired.show, tongues) for proof in proofs)
    return _sheet(aired, sections, "rules", tongues)


def sponsor_proof(aired: Projection | None, tongues: Tongues) -> ProofSheet:
    """What each sponsor was given in the run of ``aired``, and what they are owed."""
    sections: tuple[ProofSection, ...] = ()
    if aired is not None:
        proofs = sponsor_proofs(aired)
        sections = tuple(sponsor_section(proof, aired.show, tongues) for proof in proofs)
    return _sheet(aired, sections, "sponsors", tongues)


def proof_head(head: SheetHead, aired: Projection | None, tongues: Tongues) -> SheetHead:
    """The head of a proof: which run it is about, instead of which version of the plan."""
    run = None if aired is None else aired.run
    if aired is None or run is None:
        nothing = Fact(Pair(""), "")
        version = tongues.say("proof_no_run")
        return replace(head, version=version, issued=nothing, supersedes=Pair(""), is_draft=True)
    zone, until = aired.show.zone, aired.now if run.ended is None else run.ended
    so_far = "_so_far" if run.ended is None else ""
    is_rehearsal = run.kind is RunKind.REHEARSAL
    ran = "proof_rehearsed" if is_rehearsal else "proof_ran"
    when = f"{stamp(run.started, zone)} – {stamp(until, zone)}"
    return replace(
        head,
        version=tongues.say(f"proof_{run.kind}{so_far}", number=run.number),
        issued=Fact(tongues.say(ran), when),
        supersedes=Pair(""),
        is_draft=is_rehearsal or run.ended is None,
        confidential=tongues.say("proof_confidential"),
    )


def _sheet(
    aired: Projection | None,
    sections: tuple[ProofSection, ...],
    whose: str,
    tongues: Tongues,
) -> ProofSheet:
    nobody = "proof_empty" if aired is None else f"proof_no_{whose}"
    empty = Pair("") if sections else tongues.say(nobody)
    return ProofSheet(
        hours=_hours(aired, tongues),
        left=tongues.say(f"proof_left_{whose}"),
        sections=sections,
        is_apart=whose == "sponsors",
        empty=empty,
    )


def _hours(aired: Projection | None, tongues: Tongues) -> tuple[Fact, ...]:
    """When the first room went on the air, and when the last one left it."""
    if aired is None or aired.run is None:
        return ()
    rooms = [room for room in aired.run.rooms.values() if room.began is not None]
    began = [room.began for room in rooms if room.began is not None]
    ended = [room.ended for room in rooms if room.ended is not None]
    moments = [("proof_began", min(began, default=None))]
    if aired.run.ended is not None:
        moments.append(("proof_ended", max(ended, default=None)))
    return tuple(
        Fact(tongues.say(key), show_time(at, aired.show).partition(".")[0])
        for key, at in moments
        if at is not None
    )
