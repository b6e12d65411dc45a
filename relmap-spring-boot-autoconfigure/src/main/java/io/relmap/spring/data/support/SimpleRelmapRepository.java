package io.relmap.spring.data.support;

import io.relmap.query.Condition;
import io.relmap.query.Query;
import io.relmap.session.Session;
import io.relmap.spring.data.RelmapRepository;
import io.relmap.spring.data.query.ExampleCondition;
import io.relmap.spring.data.query.Excerpt;
import io.relmap.spring.data.query.SortTerms;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.InvalidDataAccessApiUsageException;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.Page;
import org.springframework.data.domain.Pageable;
import org.springframework.data.domain.Sort;
import org.springframework.data.repository.query.FluentQuery.FetchableFluentQuery;
import org.springframework.data.support.PageableExecutionUtils;
import org.springframework.transaction.annotation.Transactional;

/**
 * The base class of repositories: each method is a call or two of the session. Extend it, and name the subclass in
 * {@code @EnableRelmapRepositories(repositoryBaseClass = ...)}, to add methods to all repositories. Safe for use by
 * several threads.
 *
 * @param <T> the entity
 * @param <ID> the type of its key
 */
@Transactional(readOnly = true)
public class SimpleRelmapRepository<T, ID> implements RelmapRepository<T, ID> {

    private final RelmapEntityInformation<T, ID> entity;
    private final Session session;

    /**
     * Called by the factory.
     *
     * @param entity what there is to know about the entity
     * @param session the shared session
     */
    public SimpleRelmapRepository(RelmapEntityInformation<T, ID> entity, Session session) {
        this.entity = entity;
        this.session = session;
    }

    /** The shared session, for subclasses. */
    protected final Session session() {
        return session;
    }

    /** Adds a transient object and gives it back; merges a detached one and gives back the session's. */
    @Override
    @Transactional
    public <S extends T> S save(S object) {
        if (!session.contains(object) && !entity.isNew(object)) {
            return session.merge(object);
        }
        session.add(object); // of the session's own objects, too: a delete before it is taken back
        return object;
    }

    @Override
    @Transactional
    public <S extends T> List<S> saveAll(Iterable<S> objects) {
        List<S> saved = new ArrayList<>();
        objects.forEach(object -> saved.add(save(object)));
        return saved;
    }

    @Override
    public Optional<T> findById(ID id) {
        requireId(id);
        return session.find(entity.getJavaType(), entity.keys().forSession(id));
    }

    @Override
    public boolean existsById(ID id) {
        requireId(id);
        Query<T> query = query();
        entity.keys()
                .values(id)
                .forEach((name, value) -> query.where(name + " = :value", Map.of("value", value)));
        return query.exists();
    }

    @Override
    public List<T> findAll() {
        return query().list();
    }

    @Override
    public List<T> findAllById(Iterable<ID> ids) {
        List<T> found = new ArrayList<>();
        if (entity.keys().isComposite()) {
            ids.forEach(id -> findById(id).ifPresent(found::add));
            return found;
        }
        List<ID> wanted = new ArrayList<>();
        ids.forEach(wanted::add);
        return wanted.isEmpty() ? found : withKeys(wanted);
    }

    private List<T> withKeys(List<ID> ids) {
        String key = entity.keys().values(ids.get(0)).keySet().iterator().next();
        return query().where(key + " in :ids", Map.of("ids", ids)).list();
    }

    @Override
    public List<T> findAll(Sort sort) {
        return query().orderBy(SortTerms.of(sort)).list();
    }

    @Override
    public Page<T> findAll(Pageable page) {
        Query<T> query = query().orderBy(SortTerms.of(page.getSort()));
        List<T> content = Excerpt.of(page, Excerpt.ALL).of(query).list();
        return PageableExecutionUtils.getPage(content, page, this::count);
    }

    @Override
    public long count() {
        return query().count();
    }

    /** Deletes the object with this key, with what its delete cascades reach; does nothing if there is none. */
    @Override
    @Transactional
    public void deleteById(ID id) {
        findById(id).ifPresent(session::delete);
    }

    /**
     * Deletes an object, with what its delete cascades reach; a transient one is left alone.
     *
     * @throws org.springframework.dao.OptimisticLockingFailureException if it is detached, and its row was changed
     *     since it was loaded
     */
    @Override
    @Transactional
    public void delete(T object) {
        if (session.contains(object)) {
            if (entity.isNew(object)) {
                session.flush(); // it has no row yet, nor have those that the delete is to reach
            }
            session.delete(object);
        } else if (!entity.isNew(object)) {
            findById(entity.getRequiredId(object)).ifPresent(stored -> delete(object, stored));
        }
    }

    private void delete(T detached, T stored) {
        if (session.contains(stored)) { // it is gone where another delete has cascaded to it
            entity.requireSameVersion(detached, stored);
            session.delete(stored);
        }
    }

    @Override
    @Transactional
    public void deleteAllById(Iterable<? extends ID> ids) {
        List<T> found = new ArrayList<>();
        ids.forEach(id -> findById(id).ifPresent(found::add));
        session.deleteAll(found);
    }

    @Override
    @Transactional
    public void deleteAll(Iterable<? extends T> objects) {
        List<T> stored = new ArrayList<>();
        for (T object : objects) {
            if (session.contains(object) && !entity.isNew(object)) {
                stored.add(object);
            } else {
                delete(object);
            }
        }
        session.deleteAll(stored);
    }

    /** Loads all objects and deletes each, for the sake of cascades. */
    @Override
    @Transactional
    public void deleteAll() {
        session.deleteAll(findAll());
    }

    @Override
    public <S extends T> Optional<S> findOne(Example<S> example) {
        return Optional.ofNullable(like(example).oneOrNone());
    }

    @Override
    public <S extends T> List<S> findAll(Example<S> example) {
        return like(example).list();
    }

    @Override
    public <S extends T> List<S> findAll(Example<S> example, Sort sort) {
        return like(example).orderBy(SortTerms.of(sort)).list();
    }

    @Override
    public <S extends T> Page<S> findAll(Example<S> example, Pageable page) {
        Query<S> query = like(example).orderBy(SortTerms.of(page.getSort()));
        List<S> content = Excerpt.of(page, Excerpt.ALL).of(query).list();
        return PageableExecutionUtils.getPage(content, page, () -> count(example));
    }

    @Override
    public <S extends T> long count(Example<S> example) {
        return like(example).count();
    }

    @Override
    public <S extends T> boolean exists(Example<S> example) {
        return like(example).exists();
    }

    @Override
    public <S extends T, R> R findBy(
            Example<S> example, Function<FetchableFluentQuery<S>, R> queryFunction) {
        return queryFunction.apply(
                new FluentExampleQuery<>(
                        () -> like(example),
                        entity.mapper(),
                        entity.projections(),
                        entity.getJavaType(),
                        Sort.unsorted(),
                        Excerpt.ALL,
                        List.of()));
    }

    /** What an example stands for; its class is the entity's or a subclass that has no rows of its own. */
    @SuppressWarnings("unchecked")
    private <S extends T> Query<S> like(Example<S> example) {
        Query<S> query = (Query<S>) query();
        Condition condition = ExampleCondition.of(entity.mapper(), example);
        return condition == null ? query : query.where(condition);
    }

    private void requireId(@Nullable ID id) {
        if (id == null) {
            throw new InvalidDataAccessApiUsageException(
                    "An id of "
                            + entity.getJavaType().getSimpleName()
                            + " is null: an object that is not saved yet has none");
        }
    }

    private Query<T> query() {
        return session.query(entity.getJavaType());
    }
}
