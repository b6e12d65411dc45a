package io.relmap.demo;

import org.springframework.boot.test.context.SpringBootTest;

/** On the embedded database that the demo starts with. */
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.RANDOM_PORT,
        properties = "spring.datasource.url=jdbc:h2:mem:bookshop-test;DB_CLOSE_DELAY=-1")
class BookshopOnH2Test extends AbstractBookshopTest {}
