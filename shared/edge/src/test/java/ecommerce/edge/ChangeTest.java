package ecommerce.edge;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ChangeTest {

  @Test
  void namesTheTopLevelFieldsThatDiffer() {
    Change.Modified change =
        (Change.Modified)
            Change.of(
                Json.parse(
                    "{\"eventName\": \"MODIFY\", \"dynamodb\": {\"OldImage\": {\"id\": {\"S\":"
                        + " \"1\"}, \"gone\": {\"N\": \"1\"}, \"price\": {\"N\": \"5\"}, \"m\":"
                        + " {\"M\": {\"k\": {\"S\": \"x\"}}}},\"NewImage\": {\"id\": {\"S\":"
                        + " \"1\"}, \"come\": {\"N\": \"1\"}, \"price\": {\"N\": \"5.0\"}, \"m\":"
                        + " {\"M\": {\"k\": {\"S\": \"y\"}}}}}}"));

    assertThat(change.changed()).containsExactly("come", "gone", "m");
    assertThat(change.detail().toString())
        .isEqualTo(
            "{\"old\":{\"id\":\"1\",\"gone\":1,\"price\":5,\"m\":{\"k\":\"x\"}},"
                + "\"new\":{\"id\":\"1\",\"come\":1,\"price\":5,\"m\":{\"k\":\"y\"}},"
                + "\"changed\":[\"come\",\"gone\",\"m\"]}");
  }

  @Test
  void tellsAnItemThatWasRemovedAsItLastWas() {
    Change change =
        Change.of(
            Json.parse(
                "{\"eventName\": \"REMOVE\", \"dynamodb\": {\"OldImage\": {\"id\": {\"S\":"
                    + " \"1\"}}}}"));

    assertThat(change).isEqualTo(new Change.Deleted(Json.object().put("id", "1")));
  }
}
