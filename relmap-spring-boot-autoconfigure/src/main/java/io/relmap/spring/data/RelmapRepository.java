package io.relmap.spring.data;

import java.util.List;
import org.springframework.data.domain.Example;
import org.springframework.data.domain.Sort;
import org.springframework.data.repository.ListCrudRepository;
import org.springframework.data.repository.ListPagingAndSortingRepository;
import org.springframework.data.repository.NoRepositoryBean;
import org.springframework.data.repository.query.QueryByExampleExecutor;

/**
 * A repository of one entity: extend it by an interface, add methods whose names say what to look for ({@code
 * findByBooksTagsName}), and inject it. Each method runs in the caller's transaction, or in one of its own.
 *
 * <p>{@code save} adds a transient object and returns the same one; a detached object is merged, and the object that
 * belongs to the session is returned. Objects found in a transaction need no {@code save}: their changes are written
 * at its end. {@code delete} deletes what the delete cascades reach, too.
 *
 * <p>An {@link Example} looks for what its probe says: columns, and through references the columns of what they lead
 * to. The version, collections and what is not loaded say nothing. A primitive column always says something: leave it out by {@code
 * withIgnorePaths}. A probe is not to be related to objects of a session, which would take it in.
 *
 * @param <T> the entity
 * @param <ID> the type of its key; for several key columns a record with the names of the key attributes, a {@code
 *     List} in key order or a {@code Map} by attribute
 */
@NoRepositoryBean
public interface RelmapRepository<T, ID>
        extends ListCrudRepository<T, ID>,
                ListPagingAndSortingRepository<T, ID>,
                QueryByExampleExecutor<T> {

    @Override
    <S extends T> List<S> findAll(Example<S> example);

    @Override
    <S extends T> List<S> findAll(Example<S> example, Sort sort);
}
