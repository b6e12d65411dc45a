package io.relmap.spring.data.query;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.relmap.spring.data.query.DerivedName.OrderTerm;
import io.relmap.spring.data.query.DerivedName.Term;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.data.domain.Sort.Direction;

@DisplayName("Names of query methods")
class DerivedNameTest {

    @Test
    void termsAreJoinedByAndInsideOr() {
        assertThat(DerivedName.of("findByNameAndAgeOrTitle").anyOf())
                .containsExactly(List.of(term("Name"), term("Age")), List.of(term("Title")));
    }

    @Test
    void aWordThatContainsAKeywordIsNotCut() {
        assertThat(DerivedName.of("findByOrderNumberAndBrand").anyOf())
                .containsExactly(List.of(term("OrderNumber"), term("Brand")));
    }

    @Test
    void theSubjectSaysWhatItIsForAndHowMany() {
        DerivedName top = DerivedName.of("findDistinctTop5AuthorsByName");
        assertThat(top.kind()).isEqualTo(QueryKind.FIND);
        assertThat(top.limit()).isEqualTo(5);
        assertThat(DerivedName.of("getFirstByName").limit()).isOne();
        assertThat(DerivedName.of("streamAllByName").limit()).isNull();
        assertThat(DerivedName.of("countByName").kind()).isEqualTo(QueryKind.COUNT);
        assertThat(DerivedName.of("existsByName").kind()).isEqualTo(QueryKind.EXISTS);
        assertThat(DerivedName.of("removeByName").kind()).isEqualTo(QueryKind.DELETE);
        assertThat(DerivedName.of("findAllBy").anyOf()).isEmpty();
    }

    @Test
    void aSubjectThatOnlyBeginsLikeALimitIsNone() {
        assertThat(DerivedName.of("findTopicsByName").limit()).isNull();
        assertThat(DerivedName.of("findFirstborn2ChildrenByName").limit()).isNull();
        assertThat(DerivedName.of("findTopTopicsByName").limit()).isOne();
        assertThat(DerivedName.of("findFirst2TopicsByName").limit()).isEqualTo(2);
    }

    @Test
    void theOrderHasDirections() {
        assertThat(DerivedName.of("findByNameOrderByAuthorNameDescTitleAscId").order())
                .containsExactly(
                        new OrderTerm("AuthorName", Direction.DESC),
                        new OrderTerm("Title", Direction.ASC),
                        new OrderTerm("Id", Direction.ASC));
    }

    @Test
    void caseCanBeIgnoredForOneTermOrForAll() {
        assertThat(DerivedName.of("findByNameIgnoreCaseAndAge").anyOf().get(0))
                .containsExactly(new Term("Name", true, false), term("Age"));
        assertThat(DerivedName.of("findByNameAndTitleAllIgnoringCase").anyOf().get(0))
                .containsExactly(new Term("Name", false, true), new Term("Title", false, true));
    }

    @Test
    void aNameThatSaysNothingIsRefused() {
        assertThatThrownBy(() -> DerivedName.of("somebody"))
                .hasMessageContaining("find...By")
                .hasMessageContaining("@Query");
        assertThatThrownBy(() -> DerivedName.of("findByNameOrderByAgeOrderByName"))
                .hasMessageContaining("more than once");
    }

    private static Term term(String words) {
        return new Term(words, false, false);
    }
}
