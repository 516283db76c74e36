package com.bravapress.releases.studio;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class StreamPlacesTest {
    private final UUID ada = UUID.randomUUID();
    private final UUID bert = UUID.randomUUID();

    @Test
    void a_customer_has_few_places_and_gets_one_back_for_each_that_closes() {
        StreamPlaces places = new StreamPlaces(2, 10);
        places.take(ada);
        assertThat(places.hasRoom(ada)).isTrue();
        places.take(ada);
        assertThat(places.hasRoom(ada)).isFalse();
        assertThat(places.hasRoom(bert)).isTrue();
        places.free(ada);
        assertThat(places.hasRoom(ada)).isTrue();
    }

    @Test
    void all_together_have_a_limit_too() {
        StreamPlaces places = new StreamPlaces(2, 2);
        places.take(ada);
        places.take(ada);
        assertThat(places.hasRoom(bert)).isFalse();
        places.free(ada);
        assertThat(places.hasRoom(bert)).isTrue();
    }
}
