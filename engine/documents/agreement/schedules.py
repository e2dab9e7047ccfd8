"""The tables of the schedules: what is delivered, measured, reviewed and paid, and who talks to whom."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import date
from decimal import Decimal

from ...deal.base import Side
from ...deal.model import Deal
from ...deal.outcome import Commitment, Metric
from ...wording import amount, day, number
from .draft import Row, Schedules
from .inline import Inline, plain
from .reading import channels
from .wording import Worder, anchor_of


def build_schedules(deal: Deal, worder: Worder) -> Schedules:
    """The schedules of a deal; what a row lacks is marked as open."""
    return _Builder(deal, deal.commitment or Commitment(), worder).build()


@dataclass(frozen=True, slots=True)
class _Builder:
    deal: Deal
    commitment: Commitment
    worder: Worder

    def build(self) -> Schedules:
        agreed = self.commitment
        return Schedules(
            payments=tuple(self._payments()),
            deliverables=tuple(self._deliverables()),
            milestones=tuple(self._milestones()),
            metrics=tuple(self._metrics()),
            reviews=tuple(self._reviews()),
            contacts=tuple(self._contacts()),
            communication=self._free("; ".join(channels(agreed)), "communication"),
            change_process=self._free(agreed.change_process, "change process"),
        )

    def _payments(self) -> Iterator[Row]:
        anchor = anchor_of("schedule.payments")
        payment = self.deal.agreement.payment if self.deal.agreement else None
        for one in (payment.schedule if payment else None) or ():
            yield Row(
                (
                    plain(one.what),
                    self._amount(one.amount, f"amount of {one.what}", anchor),
                    self._day(one.due, f"date of {one.what}", anchor),
                )
            )

    def _deliverables(self) -> Iterator[Row]:
        anchor = anchor_of("schedule.deliverables")
        for one in self.commitment.deliverables or ():
            due = self._day(one.due, f"date of {one.what}", anchor)
            before = plain("before signature, ") if one.condition_of_signing else Inline()
            yield Row(
                (
                    plain(one.what),
                    self._side(one.party, f"party that owes {one.what}", anchor),
                    self._open(one.owner, f"person responsible for {one.what}", anchor),
                    before + due,
                    self._open(one.acceptance, f"criteria of acceptance of {one.what}", anchor),
                )
            )

    def _milestones(self) -> Iterator[Row]:
        anchor = anchor_of("schedule.deliverables")
        for one in self.commitment.milestones or ():
            yield Row(
                (
                    plain(one.name),
                    self._open(one.owner, f"person responsible for {one.name}", anchor),
                    self._day(one.due, f"date of {one.name}", anchor),
                )
            )

    def _metrics(self) -> Iterator[Row]:
        anchor = anchor_of("schedule.metrics")
        for one in self.commitment.metrics or ():
            yield Row(
                (
                    plain(one.name),
                    self._measure(one, one.baseline, f"baseline of {one.name}", anchor),
                    self._measure(one, one.target, f"target of {one.name}", anchor),
                    self._open(one.measured_by, f"source and method for {one.name}", anchor),
                    self._day(one.due, f"date for {one.name}", anchor),
                )
            )

    def _reviews(self) -> Iterator[Row]:
        anchor = anchor_of("schedule.metrics")
        locale = self.worder.reader.locale
        for review in self.commitment.reviews or ():
            purpose = self._open(review.purpose, f"purpose of the review of {day(review.on, locale)}", anchor)
            yield Row((plain(day(review.on, locale)), purpose))
        for check in self.commitment.check_ins or ():
            first = self._day(check.first, f"first check-in ({check.cadence})", anchor)
            last = self._day(check.until, f"last check-in ({check.cadence})", anchor)
            yield Row((first + plain(" to ") + last, plain(f"Check-in, {check.cadence}")))

    def _contacts(self) -> Iterator[Row]:
        anchor = anchor_of("schedule.contacts")
        for one in self.commitment.contacts or ():
            yield Row(
                (
                    self._side(one.party, "", anchor),
                    plain(one.person),
                    self._open(one.role, f"subject of contact {one.person}", anchor),
                    self._open(one.reach, f"address of contact {one.person}", anchor),
                )
            )

    def _free(self, text: str | None, label: str) -> Inline | None:
        anchor = anchor_of("schedule.contacts")
        return self.worder.free_text(text, label, anchor) if text and text.strip() else None

    def _open(self, text: str | None, label: str, anchor: str) -> Inline:
        return self.worder.known(text, label, anchor)

    def _day(self, value: date | None, label: str, anchor: str) -> Inline:
        text = day(value, self.worder.reader.locale) if value else None
        return self.worder.known(text, label, anchor, "agreed")

    def _amount(self, value: Decimal | None, label: str, anchor: str) -> Inline:
        reader = self.worder.reader
        text = amount(value, reader.currency, reader.locale) if value is not None else None
        return self.worder.known(text, label, anchor, "agreed")

    def _measure(self, metric: Metric, value: Decimal | None, label: str, anchor: str) -> Inline:
        if value is None:
            return self.worder.known(None, label, anchor, "agreed")
        unit = self._open(metric.unit, f"unit of {metric.name}", anchor)
        return plain(f"{number(value, self.worder.reader.locale)} ") + unit

    def _side(self, side: Side | None, label: str, anchor: str) -> Inline:
        selling = self.deal.deal.our_role != "buyer"
        name = None if side is None else "Supplier" if (side == "us") == selling else "Customer"
        return self.worder.known(name, label, anchor, "agreed")
