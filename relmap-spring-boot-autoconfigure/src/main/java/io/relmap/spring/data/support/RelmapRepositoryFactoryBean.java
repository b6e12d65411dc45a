package io.relmap.spring.data.support;

import io.relmap.spring.TransactionalSessions;
import org.jspecify.annotations.Nullable;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.data.repository.Repository;
import org.springframework.data.repository.core.support.RepositoryFactorySupport;
import org.springframework.data.repository.core.support.TransactionalRepositoryFactoryBeanSupport;

/**
 * Makes one repository a bean. It asks the mapping only, never the database.
 *
 * @param <R> the repository
 * @param <T> its entity
 * @param <ID> the type of the entity's key
 */
public class RelmapRepositoryFactoryBean<R extends Repository<T, ID>, T, ID>
        extends TransactionalRepositoryFactoryBeanSupport<R, T, ID> {

    private @Nullable TransactionalSessions sessions;
    private @Nullable BeanFactory beans;
    private String manager = "transactionManager";
    private boolean transactions = true;

    /**
     * For one repository.
     *
     * @param repositoryInterface the interface that the application declares
     */
    public RelmapRepositoryFactoryBean(Class<? extends R> repositoryInterface) {
        super(repositoryInterface);
    }

    /** Sets whose sessions the repository uses. */
    public void setSessions(TransactionalSessions sessions) {
        this.sessions = sessions;
    }

    @Override
    public void setTransactionManager(String transactionManager) {
        super.setTransactionManager(transactionManager);
        manager = transactionManager;
    }

    @Override
    public void setEnableDefaultTransactions(boolean enableDefaultTransactions) {
        super.setEnableDefaultTransactions(enableDefaultTransactions);
        transactions = enableDefaultTransactions;
    }

    @Override
    public void setBeanFactory(BeanFactory beanFactory) {
        super.setBeanFactory(beanFactory);
        beans = beanFactory;
    }

    @Override
    protected RepositoryFactorySupport doCreateRepositoryFactory() {
        if (sessions == null || beans == null) {
            throw new IllegalStateException("A repository needs sessions and a bean factory");
        }
        RelmapRepositoryFactory factory =
                new RelmapRepositoryFactory(sessions.mapping(), sessions.shared());
        if (transactions) {
            factory.addRepositoryProxyPostProcessor(new QueryMethodTransactions(beans, manager));
        }
        return factory;
    }
}
