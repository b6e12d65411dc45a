package io.relmap.spring.data.support;

import io.relmap.mapping.Mapper;
import io.relmap.mapping.Mapping;
import io.relmap.session.Session;
import io.relmap.spring.data.LoadWith;
import io.relmap.spring.data.Lock;
import io.relmap.spring.data.Meta;
import io.relmap.spring.data.Modifying;
import io.relmap.spring.data.query.RelmapQueryLookup;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.repository.core.EntityInformation;
import org.springframework.data.repository.core.RepositoryCreationException;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.RepositoryMetadata;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;
import org.springframework.data.repository.query.QueryLookupStrategy;
import org.springframework.data.repository.query.ValueExpressionDelegate;

/** Makes repositories; also by hand, without any configuration: {@code getRepository(AuthorRepository.class)}. */
public class RelmapRepositoryFactory extends RepositoryFactorySupport {

    private final Mapping mapping;
    private final Session session;

    /**
     * A factory.
     *
     * @param mapping what is mapped
     * @param session a session for each call, such as {@code TransactionalSessions.shared()}
     */
    public RelmapRepositoryFactory(Mapping mapping, Session session) {
        this.mapping = mapping;
        this.session = session;
    }

    @Override
    public EntityInformation<?, ?> getEntityInformation(RepositoryMetadata metadata) {
        return information(metadata);
    }

    private RelmapEntityInformation<?, ?> information(RepositoryMetadata metadata) {
        Mapper mapper = mapping.mapper(metadata.getDomainType());
        try {
            return new RelmapEntityInformation<>(
                    mapper, metadata.getDomainType(), metadata.getIdType(), getProjectionFactory());
        } catch (IllegalArgumentException e) {
            throw new RepositoryCreationException(
                    String.valueOf(e.getMessage()), e, metadata.getRepositoryInterface());
        }
    }

    @Override
    protected Object getTargetRepository(RepositoryInformation repository) {
        refuseUnusedAnnotations(repository);
        return getTargetRepositoryViaReflection(repository, information(repository), session);
    }

    /** On an inherited method it would be lost without a word. */
    private static void refuseUnusedAnnotations(RepositoryInformation repository) {
        for (Method method : repository.getRepositoryInterface().getMethods()) {
            Class<? extends Annotation> unused =
                    Stream.of(LoadWith.class, Lock.class, Meta.class, Modifying.class)
                            .filter(one -> AnnotatedElementUtils.hasAnnotation(method, one))
                            .findFirst()
                            .orElse(null);
            if (unused != null && !repository.isQueryMethod(method)) {
                throw new RepositoryCreationException(
                        "@"
                                + unused.getSimpleName()
                                + " does nothing on "
                                + method.getName()
                                + ", which is no query method: declare one whose name says what to"
                                + " look for, such as findWithBooksById",
                        repository.getRepositoryInterface());
            }
        }
    }

    @Override
    protected Class<?> getRepositoryBaseClass(RepositoryMetadata metadata) {
        return SimpleRelmapRepository.class;
    }

    @Override
    protected Optional<QueryLookupStrategy> getQueryLookupStrategy(
            QueryLookupStrategy.@Nullable Key key,
            ValueExpressionDelegate valueExpressionDelegate) {
        return Optional.of(
                new RelmapQueryLookup(key, mapping::mapper, session, valueExpressionDelegate));
    }
}
