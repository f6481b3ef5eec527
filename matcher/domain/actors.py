"""Who acts: a frozen value with the roles somebody holds, made once per request."""

from dataclasses import dataclass, field

from matcher.domain.states import Party


@dataclass(frozen=True, slots=True)
class Scope:
    """The regions a coordinator sees. ``national`` sees all."""

    national: bool = False
    regions: frozenset[str] = field(default_factory=frozenset)

    @property
    def empty(self) -> bool:
        """True for somebody who coordinates nothing."""
        return not self.national and not self.regions

    def covers(self, region_code: str) -> bool:
        """Return whether the region lies in this scope."""
        return self.national or region_code in self.regions


@dataclass(frozen=True, slots=True)
class Actor:
    """A signed-in user (``user_id``) with roles by membership, or nobody, or the system itself."""

    user_id: int | None = None
    professional_id: int | None = None
    # Schools of which the membership is admitted, and those still waiting for admission.
    school_ids: frozenset[int] = field(default_factory=frozenset)
    pending_school_ids: frozenset[int] = field(default_factory=frozenset)
    school_admin_ids: frozenset[int] = field(default_factory=frozenset)
    # What a coordinator sees, and where they may also change something (None: everywhere they see).
    scope: Scope = field(default_factory=Scope)
    changes: Scope | None = None
    admin: bool = False
    system: bool = False

    @property
    def signed_in(self) -> bool:
        """True for a user, False for an anonymous visitor or the system."""
        return self.user_id is not None

    @property
    def all_school_ids(self) -> frozenset[int]:
        """Schools this actor works for, admitted or waiting."""
        return self.school_ids | self.pending_school_ids

    @property
    def acts_in(self) -> Scope:
        """The regions in which this coordinator may change something; a read-only one has none."""
        return self.scope if self.changes is None else self.changes

    def works_for(self, school_id: int) -> bool:
        """Return whether the actor is a member of the school, admitted or waiting."""
        return school_id in self.all_school_ids

    def parties(self, *, professional_id: int, school_id: int, region_code: str) -> frozenset[Party]:
        """Return as which parties this actor may act on a proposal."""
        found = set()
        if self.professional_id == professional_id:
            found.add(Party.PROFESSIONAL)
        if school_id in self.school_ids:
            found.add(Party.SCHOOL)
        if self.acts_in.covers(region_code):
            found.add(Party.COORDINATOR)
        if self.system:
            found.add(Party.SYSTEM)
        return frozenset(found)

    def only(self, party: Party) -> "Actor":
        """Return the same user with the rights of one side alone, for a link in a mail to that side."""
        if party is Party.PROFESSIONAL:
            return Actor(user_id=self.user_id, professional_id=self.professional_id)
        return Actor(user_id=self.user_id, school_ids=self.school_ids)


SYSTEM = Actor(system=True)
NOBODY = Actor()
