"""Demo data, the same for the same seed."""

import random
import secrets

import cadastre

_FIRST_NAMES = ("Ada", "Blaise", "Camille", "Denis", "Émilie", "Fatou", "Gaspard", "Hélène", "Ines", "Jules")
_LAST_NAMES = ("Martin", "Petit", "Durand", "Moreau", "Lefèvre", "Girard", "Diallo", "Nguyen", "Roux", "Blanc")
_CITIES = ("Bordeaux", "Saint-Étienne", "Lyon", "Nantes", "Lille", "Besançon", "Nîmes", "Le Mans")
# A type of the register's own, and what such a place is called.
_HOMES = (
    ("house", "Échoppe"),
    ("apartment", "Two-room flat"),
    ("loft", "Loft"),
    ("villa", "Villa"),
    ("studio", "Studio"),
)
_ROOMS = (("Kitchen", "kitchen"), ("Bedroom", "bedroom"), ("Bathroom", "bathroom"), ("Living room", "living-room"))


class DemoRegister:
    """Fills a register through the calls that everybody has, but that no sign-up is counted."""

    def __init__(self, store: cadastre.Store, operator: cadastre.Operator, seed: int) -> None:
        self._store = store
        self._operator = operator
        self._seed = seed
        self._random = random.Random(seed)

    def fill(self, users: int, properties: int) -> list[tuple[str, str]]:
        """Makes users, and properties that they share out among them; tells e-mail addresses and passwords.

        Raises `cadastre.Conflict` where one of the users is there already.
        """
        logins = [self._add_user(index) for index in range(users)]
        sessions = [self._store.login(email, password) for email, password in logins]
        for index in range(properties):
            self._add_property(sessions[index % users], index)
        for session in sessions:
            session.close()
        return logins

    def _add_user(self, index: int) -> tuple[str, str]:
        email, password = f"demo-{self._seed}-{index + 1}@example.org", secrets.token_urlsafe(12)
        self._operator.create_user(
            email=email,
            password=password,
            firstName=self._random.choice(_FIRST_NAMES),
            lastName=self._random.choice(_LAST_NAMES),
        )
        return email, password

    def _add_property(self, session: cadastre.Session, index: int) -> None:
        type_, what = self._random.choice(_HOMES)
        city = self._random.choice(_CITIES)
        rooms = self._random.sample(_ROOMS, self._random.randint(1, len(_ROOMS)))
        session.create_property(
            name=f"{what} {index + 1}, {city}",
            type=type_,
            city=city,
            rooms=[{"name": name, "kind": kind, "area": self._random.randint(8, 40)} for name, kind in rooms],
        )
