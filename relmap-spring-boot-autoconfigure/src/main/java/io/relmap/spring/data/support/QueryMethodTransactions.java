package io.relmap.spring.data.support;

import io.relmap.spring.data.Lock;
import io.relmap.spring.data.Modifying;
import java.lang.reflect.Method;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.BeanFactory;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.data.repository.core.RepositoryInformation;
import org.springframework.data.repository.core.support.RepositoryProxyPostProcessor;
import org.springframework.transaction.annotation.AnnotationTransactionAttributeSource;
import org.springframework.transaction.interceptor.DefaultTransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttribute;
import org.springframework.transaction.interceptor.TransactionAttributeSource;
import org.springframework.transaction.interceptor.TransactionInterceptor;

/**
 * Gives query methods a transaction where neither they nor their interface ask for one: Spring Data does so for the
 * methods of the base class only, and a session needs one. Deleting and modifying methods write, locking ones
 * may; the others only read. A method that
 * returns a stream gets none, since its transaction would end before the stream is read.
 */
final class QueryMethodTransactions implements RepositoryProxyPostProcessor {

    private final BeanFactory beans;
    private final String manager;

    QueryMethodTransactions(BeanFactory beans, String manager) {
        this.beans = beans;
        this.manager = manager;
    }

    @Override
    public void postProcess(ProxyFactory factory, RepositoryInformation repository) {
        TransactionInterceptor interceptor = new TransactionInterceptor();
        interceptor.setTransactionAttributeSource(new Attributes(repository));
        interceptor.setTransactionManagerBeanName(manager);
        interceptor.setBeanFactory(beans);
        interceptor.afterPropertiesSet();
        factory.addAdvice(interceptor);
    }

    /** Decides about one method. */
    private static final class Attributes implements TransactionAttributeSource {

        private final RepositoryInformation repository;
        private final TransactionAttributeSource declared =
                new AnnotationTransactionAttributeSource(false);

        Attributes(RepositoryInformation repository) {
            this.repository = repository;
        }

        @Override
        public @Nullable TransactionAttribute getTransactionAttribute(
                Method method, @Nullable Class<?> targetClass) {
            if (!repository.isQueryMethod(method)
                    || Stream.class.isAssignableFrom(method.getReturnType())
                    || declared.getTransactionAttribute(method, repository.getRepositoryInterface())
                            != null) {
                return null;
            }
            DefaultTransactionAttribute attribute = new DefaultTransactionAttribute();
            attribute.setReadOnly(
                    !method.getName().startsWith("delete")
                            && !method.getName().startsWith("remove")
                            && !AnnotatedElementUtils.hasAnnotation(method, Modifying.class)
                            && !AnnotatedElementUtils.hasAnnotation(method, Lock.class));
            return attribute;
        }
    }
}
