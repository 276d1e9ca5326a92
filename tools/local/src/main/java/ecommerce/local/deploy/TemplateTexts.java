package ecommerce.local.deploy;

import ecommerce.local.store.Collection;
import ecommerce.local.store.Store;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.UUID;

/** The templates of stacks and change sets, by keys that follow from what is in them. */
final class TemplateTexts {

  private final Collection<TemplateText> texts;

  TemplateTexts(Store store) {
    this.texts = store.collection("cloudformation.templates", TemplateText.class);
  }

  String keep(TemplateText text) {
    String key =
        UUID.nameUUIDFromBytes(
                (text.file().orElse("") + "\n" + text.body() + "\n" + text.processed())
                    .getBytes(StandardCharsets.UTF_8))
            .toString();
    texts.putIfAbsent(key, text);
    return key;
  }

  TemplateText get(String key) {
    return texts.get(key).orElseThrow(() -> new IllegalStateException("no template " + key));
  }

  /** Forgets all that nothing needs any more. */
  void retain(Set<String> needed) {
    texts.entries().keySet().stream().filter(key -> !needed.contains(key)).forEach(texts::remove);
  }
}
