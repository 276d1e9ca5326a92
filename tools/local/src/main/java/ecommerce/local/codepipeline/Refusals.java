package ecommerce.local.codepipeline;

import ecommerce.local.wire.Fault;
import java.util.Set;
import software.amazon.awssdk.services.codepipeline.model.InvalidActionDeclarationException;
import software.amazon.awssdk.services.codepipeline.model.InvalidNextTokenException;
import software.amazon.awssdk.services.codepipeline.model.InvalidStageDeclarationException;
import software.amazon.awssdk.services.codepipeline.model.InvalidStructureException;
import software.amazon.awssdk.services.codepipeline.model.StageNotFoundException;

/** The errors that CodePipeline has for requests that it does not take. */
final class Refusals {

  private Refusals() {}

  static InvalidStructureException structure(String message) {
    return InvalidStructureException.builder().message(message).statusCode(400).build();
  }

  static InvalidStageDeclarationException stage(String message) {
    return InvalidStageDeclarationException.builder().message(message).statusCode(400).build();
  }

  static InvalidActionDeclarationException action(String message) {
    return InvalidActionDeclarationException.builder().message(message).statusCode(400).build();
  }

  static StageNotFoundException noStage(String pipeline, String stage) {
    return StageNotFoundException.builder()
        .message("Pipeline '" + pipeline + "' has no stage '" + stage + "'")
        .statusCode(400)
        .build();
  }

  static InvalidNextTokenException nextToken() {
    return InvalidNextTokenException.builder()
        .message("The next token is not valid")
        .statusCode(400)
        .build();
  }

  /**
   * Refuses a word that is none of those that an enumeration knows; none at all is fine.
   *
   * @param known what the word was read as
   * @param unknown what the enumeration reads other words as
   * @param words those that it knows
   */
  static <E> void unlessKnown(String member, String said, E known, E unknown, Set<E> words) {
    if (unknown.equals(known)) {
      throw validation(
          "Value '"
              + said
              + "' at '"
              + member
              + "' failed to satisfy constraint: Member must satisfy enum value set: "
              + words.stream().map(String::valueOf).sorted().toList());
    }
  }

  static Fault validation(String message) {
    return Fault.validation(message);
  }
}
