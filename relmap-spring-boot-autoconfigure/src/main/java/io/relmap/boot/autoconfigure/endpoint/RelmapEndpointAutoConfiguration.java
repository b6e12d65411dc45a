package io.relmap.boot.autoconfigure.endpoint;

import io.relmap.Relmap;
import io.relmap.boot.autoconfigure.RelmapAutoConfiguration;
import io.relmap.mapping.Mapping;
import java.util.Map;
import java.util.TreeMap;
import org.springframework.boot.actuate.autoconfigure.endpoint.condition.ConditionalOnAvailableEndpoint;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnClass;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.context.annotation.Bean;

/** Makes the actuator endpoint {@code relmap} where actuator is there and the endpoint is exposed. */
@AutoConfiguration(after = RelmapAutoConfiguration.class)
@ConditionalOnClass({Relmap.class, ConditionalOnAvailableEndpoint.class})
@ConditionalOnAvailableEndpoint(RelmapEndpoint.class)
public final class RelmapEndpointAutoConfiguration {

    @Bean
    @ConditionalOnBean(Relmap.class)
    @ConditionalOnMissingBean
    RelmapEndpoint relmapEndpoint(Map<String, Relmap> all) {
        Map<String, Mapping> mappings = new TreeMap<>();
        all.forEach((name, relmap) -> mappings.put(name, relmap.mapping()));
        return new RelmapEndpoint(mappings);
    }
}
