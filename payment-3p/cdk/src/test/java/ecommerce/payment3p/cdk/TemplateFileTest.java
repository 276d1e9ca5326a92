package ecommerce.payment3p.cdk;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

@NeedsNode
class TemplateFileTest {

  @Test
  void checkedInTemplateIsTheStack() throws IOException {
    assertThat(Files.readString(Synthesized.FOLDER.resolve("template.yaml")))
        .as("payment-3p/template.yaml is generated; write it with: %s", WriteTemplate.COMMAND)
        .isEqualTo(Synthesized.text());
  }

  @Test
  void textSaysWhatTheStackSays() {
    assertThat(ShortForms.read(Synthesized.text()).get("Resources"))
        .isEqualTo(ShortForms.tree(Synthesized.section("Resources")));
  }
}
