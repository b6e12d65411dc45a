package io.relmap.demo;

import java.time.Clock;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.context.annotation.Bean;

/** The back office of an online bookshop. */
@SpringBootApplication
public class BookshopApplication {

    public static void main(String[] args) {
        var application = new SpringApplication(BookshopApplication.class);
        // Docker is an offer, not a condition: a profile switches it on.
        application.setDefaultProperties(Map.of("spring.docker.compose.enabled", "false"));
        application.run(args);
    }

    @Bean
    static Clock clock() {
        return Clock.systemUTC();
    }
}
