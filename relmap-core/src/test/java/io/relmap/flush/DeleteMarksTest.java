package io.relmap.flush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.Inspect;
import io.relmap.ObjectState;
import io.relmap.Relmap;
import io.relmap.annotation.Cascade;
import io.relmap.annotation.Entity;
import io.relmap.annotation.ForeignKey;
import io.relmap.annotation.GeneratedValue;
import io.relmap.annotation.Id;
import io.relmap.annotation.Relationship;
import io.relmap.error.ErrorCode;
import io.relmap.error.RelmapException;
import io.relmap.holder.ToList;
import io.relmap.holder.ToOne;
import io.relmap.mapping.Behaviour;
import io.relmap.observe.StatementCause;
import io.relmap.observe.StatementListener;
import io.relmap.session.Session;
import io.relmap.session.SessionOptions;
import io.relmap.testsupport.TestDatabase;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Objects that are marked for deletion and linked in one flush: which of the two counts. */
class DeleteMarksTest {

    private final Owner first = new Owner();
    private final Owner second = new Owner();
    private final Member member = new Member();
    private final List<StatementCause.Kind> sent = new ArrayList<>();
    private @Nullable Session session;

    @AfterEach
    void close() {
        if (session != null) {
            session.close();
        }
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-8, AT-61: a delete stands that came after a link to an owner not loaded")
    void aLaterDeleteStandsWhereTheLinkIsQueued(Behaviour behaviour) {
        Session open = begin(behaviour);
        open.expire(second);
        member.owner.set(second);
        open.delete(member);
        open.flush();

        assertThat(open.query(Member.class).list()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-8: of a loaded owner's new member the reference overlooks the later delete")
    void aLaterDeleteOfALoadedMember(Behaviour behaviour) {
        Session open = begin(behaviour);
        assertThat(second.members).isEmpty();
        member.owner.set(second);
        open.delete(member);
        open.flush();

        assertThat(open.query(Member.class).list()).hasSize(behaviour == Behaviour.STRICT ? 0 : 1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CA-25, UW-8: a link after the delete takes it back for good, loaded or queued")
    void aLinkAfterTheDeleteTakesItBack(Behaviour behaviour) {
        Session open = begin(behaviour);
        open.delete(member);
        member.owner.set(second);
        open.flush();
        open.flush();

        assertThat(open.query(Member.class).one().owner.get()).isSameAs(second);
        assertThat(open.deletedObjects()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CA-20, CA-25: of two deletes the first counts: a link between them takes it back")
    void aSecondDelete(Behaviour behaviour) {
        Session open = begin(behaviour);
        open.delete(member);
        member.owner.set(second);
        open.delete(member);
        open.flush();

        assertThat(open.query(Member.class).list()).hasSize(1);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "CA-21, UW-8: a delete that comes after a cascade has marked the object is the program's own")
    void aDeleteOfWhatACascadeHadMarked(TestDatabase database) {
        Session open = begin(database, Behaviour.STRICT, SessionOptions.defaults());
        Keeper former = new Keeper();
        Keeper later = new Keeper();
        Kept kept = new Kept();
        former.things.add(kept);
        open.addAll(List.of(former, later));
        open.commit();

        open.delete(former);
        kept.keeper.set(later);
        open.delete(kept);
        open.flush();

        assertThat(open.query(Kept.class).list()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CA-21: and outlives the other, with what it reaches itself")
    void aDeleteOutlivesTheOneWhoseCascadeCameFirst(TestDatabase database) {
        Session open = begin(database, Behaviour.STRICT, SessionOptions.defaults());
        Keeper top = new Keeper();
        Keeper middle = new Keeper();
        Kept kept = new Kept();
        top.below.add(middle);
        middle.things.add(kept);
        open.add(top);
        open.commit();

        open.delete(top);
        open.delete(middle);
        open.add(top);
        open.commit();

        assertThat(open.query(Keeper.class).list()).containsExactly(top);
        assertThat(open.query(Kept.class).list()).isEmpty();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("CA-23, UW-47: a new member of a deleted owner is refused before any SQL")
    void aNewMemberOfADeletedOwnerIsRefused(Behaviour behaviour) {
        Session open = begin(behaviour);
        assertThat(second.members).isEmpty();
        open.delete(second);
        second.members.add(new Member());

        assertThatThrownBy(open::flush)
                .isInstanceOfSatisfying(
                        RelmapException.class,
                        e ->
                                assertThat(e.code())
                                        .isEqualTo(ErrorCode.PENDING_CHILD_OF_DELETED_PARENT));
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName(
            "CA-23, UW-55: a member that went to another owner and back is blanked when its owner is deleted")
    void aMemberComesBackToADeletedOwner(TestDatabase database) {
        SessionOptions options = SessionOptions.defaults().withAutoflush(false);
        Session open = begin(database, Behaviour.STRICT, options);
        open.expungeAll();
        Member found = open.query(Member.class).one();
        found.owner.set(open.get(Owner.class, Objects.requireNonNull(second.id)));
        Owner former = open.get(Owner.class, Objects.requireNonNull(first.id)); // known only now
        found.owner.set(former);
        open.delete(former);
        open.commit();

        assertThat(open.query(Owner.class).list()).hasSize(1);
        assertThat(open.query(Member.class).one().owner.get()).isNull();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SE-24: an object deleted is detached by a commit that expires nothing")
    void aCommitDetachesWhatWasDeleted(Behaviour behaviour) {
        Session open = begin(behaviour, SessionOptions.defaults().withExpireOnCommit(false));
        open.delete(member);
        open.commit();

        assertThat(Inspect.of(member).state()).isEqualTo(ObjectState.DETACHED);
        assertThat(Inspect.of(member).wasDeleted()).isTrue();
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("SE-15: expungeAll leaves flushed deletes to the transaction, close detaches")
    void closingDetachesWhatWasDeleted(Behaviour behaviour) {
        Session open = begin(behaviour);
        open.delete(member);
        open.flush();
        open.expungeAll();
        assertThat(Inspect.of(member).state()).isEqualTo(ObjectState.DELETED);
        assertThat(Inspect.of(first).state()).isEqualTo(ObjectState.DETACHED);

        open.close();

        assertThat(Inspect.of(member).state()).isEqualTo(ObjectState.DETACHED);
    }

    @ParameterizedTest
    @EnumSource
    @DisplayName("UW-15: a flush does not load an expired object to learn its key")
    void aFlushDoesNotLoadAnExpiredObjectForItsKey(Behaviour behaviour) {
        Session open = begin(behaviour);
        open.get(Owner.class, Objects.requireNonNull(second.id));
        open.expire(member);
        sent.clear();
        member.owner.set(second);
        open.flush();

        assertThat(sent).containsExactly(StatementCause.Kind.FLUSH);
    }

    private Session begin(Behaviour behaviour) {
        return begin(behaviour, SessionOptions.defaults());
    }

    private Session begin(Behaviour behaviour, SessionOptions options) {
        return begin(TestDatabase.H2, behaviour, options);
    }

    private Session begin(TestDatabase database, Behaviour behaviour, SessionOptions options) {
        Relmap relmap =
                Relmap.builder()
                        .dataSource(database.freshDataSource())
                        .entities(Owner.class, Member.class, Keeper.class, Kept.class)
                        .behaviour(behaviour)
                        .listener(
                                (StatementListener) execution -> sent.add(execution.cause().kind()))
                        .build();
        relmap.schema().createAll();
        Session open = relmap.openSession(options);
        session = open;
        first.members.add(member);
        open.addAll(List.of(first, second));
        open.commit();
        return open;
    }

    @Entity(table = "owner_row")
    static class Owner {
        @Id @GeneratedValue @Nullable Long id;

        @Relationship(backPopulates = "owner")
        final ToList<Member> members = ToList.of(this);
    }

    @Entity(table = "member")
    static class Member {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("owner_row.id")
        @Relationship(backPopulates = "members")
        final ToOne<Owner> owner = ToOne.of(this);
    }

    @Entity(table = "keeper")
    static class Keeper {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("keeper.id")
        @Nullable Long aboveId;

        @Relationship(cascade = Cascade.ALL, remoteSide = "Keeper.aboveId")
        final ToList<Keeper> below = ToList.of(this);

        @Relationship(backPopulates = "keeper", cascade = Cascade.ALL)
        final ToList<Kept> things = ToList.of(this);
    }

    @Entity(table = "kept")
    static class Kept {
        @Id @GeneratedValue @Nullable Long id;

        @ForeignKey("keeper.id")
        @Relationship(backPopulates = "things")
        final ToOne<Keeper> keeper = ToOne.of(this);
    }
}
