"""What random steps are made with."""

from hypothesis import strategies as st

CITIES = ["Bordeaux", "BORDEAUX", "Saint-Étienne", "saint etienne", "Lyon"]
# Made and removed on the way; the others are there from the start and stay.
OWN_TYPES = ["castle", "palace"]
# So that most changes are made.
TYPES = ["house", "loft"] * 3 + OWN_TYPES

names = st.text(st.characters(codec="utf-8", exclude_categories=("C", "Z")), min_size=1, max_size=20)
cities = st.sampled_from(CITIES)
types = st.sampled_from(TYPES)
own_types = st.sampled_from(OWN_TYPES)
numbers = st.integers(-(2**53), 2**53) | st.floats(-1e9, 1e9).filter(lambda number: number != 0)
features = st.dictionaries(names, st.booleans() | names | numbers, max_size=2)
_room = {"area": st.integers(0, 1_000_000) | st.floats(0.001, 1e6), "features": features}
rooms = st.fixed_dictionaries({"name": names, "kind": names}, optional=_room)
room_changes = st.fixed_dictionaries(
    {}, optional={"name": names, "area": st.none() | st.integers(0, 9), "features": features}
)
properties = st.fixed_dictionaries(
    {"name": names, "type": types, "city": cities},
    optional={"description": st.just("") | names, "rooms": st.lists(rooms, max_size=2)},
)
changes = st.fixed_dictionaries({}, optional={"name": names, "city": cities, "type": types, "description": names})
queries = st.fixed_dictionaries(
    {"city": st.none() | cities, "type": st.none() | types, "order": st.sampled_from(["newest", "oldest"])}
)
