package io.relmap.relationship;

import static org.assertj.core.api.Assertions.assertThat;

import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("RC-102: a plain holder that the backref of the other side names")
class ClaimedBeforeBuildTest {

    @Entity(table = "hotel")
    static class Hotel {
        @Id int id;

        final ToList<Guest> guests = ToList.of(this);
    }

    @Entity(table = "guest")
    static class Guest {
        @Id int id;

        @ForeignKey("hotel.id")
        @Relationship(backref = "guests")
        final ToOne<Hotel> hotel = ToOne.of(this);
    }

    @Test
    @DisplayName("is the other side before any mapping is built, whichever side is changed")
    void isTheOtherSide() {
        Hotel ritz = new Hotel();
        Hotel astoria = new Hotel();
        Guest guest = new Guest();
        guest.hotel.set(ritz);
        assertThat(ritz.guests).containsExactly(guest);
        astoria.guests.add(guest);
        assertThat(guest.hotel.get()).isSameAs(astoria);
        assertThat(ritz.guests).isEmpty();
    }
}
