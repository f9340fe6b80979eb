"""A whole world from a seed and a day: the parts in the order in which they hang together."""

from __future__ import annotations

from datetime import date

from regulars.world.cast.kinds import sources_of
from regulars.world.cast.values import draw_values
from regulars.world.life.coming import book_ahead
from regulars.world.life.expected import expected_order_minor
from regulars.world.life.hidden import Hidden
from regulars.world.life.history import live_history
from regulars.world.life.setting import make_setting
from regulars.world.life.variants import variant_of
from regulars.world.season.span import Span
from regulars.world.tell import know, tell
from regulars.world.told.customers import rows_by_key
from regulars.world.truth.made_with import world_truth
from regulars.world.world import World


def make_world(
    *,
    seed: int,
    ends_on: date,
    customers: int = 2000,
    business: str = "all",
    variant: str = "plain",
    held_out: bool = False,
) -> World:
    """Hill cabins, a shop and a textile house, three years up to and with `ends_on`.

    Shape:  `customers` rows in the fact `customer`, the three houses together; `business` takes
            one of them; `variant` is one of VARIANTS, the laws that customers live by; with
            `held_out` all texts are of sentences that no other world uses.
    Units:  poisha (BDT), cents of who pays in another currency; instants in UTC, days in
            Asia/Dhaka.
    Raises: ValueError for a negative seed, fewer than 1 customer, an unknown business or variant.
    """
    setting = make_setting(
        seed=seed,
        span=Span(ends_on=ends_on),
        customers=customers,
        sources=sources_of(business),
        variant=variant_of(variant),
    )
    history = live_history(setting=setting)
    coming = book_ahead(setting=setting, state=history.state, stakes=history.stakes)
    known = know(setting=setting, history=history, held_out=held_out)
    hidden = Hidden(
        setting=setting,
        state=history.state,
        stakes=history.stakes,
        came=known.came,
        fits=known.fits,
        keys=known.keys,
        order_minor=expected_order_minor(setting=setting),
        by_key=rows_by_key(roster=setting.roster, joins=setting.laws.joins),
    )
    values = draw_values(roster=setting.roster, is_large=known.is_large, seed=seed)
    facts, truth = tell(known=known, hidden=hidden, coming=coming, values=values)
    made_with = world_truth(
        seed=seed,
        ends_on=ends_on,
        customers=customers,
        business=business,
        variant=variant,
        held_out=held_out,
    )
    return World(facts=facts, truth={"world": made_with, **truth}, hidden=hidden)
