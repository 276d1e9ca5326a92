package ecommerce.local.s3;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What {@code x-amz-copy-source} names: {@code /bucket/key?versionId=…}, percent-encoded. */
record CopySource(String bucket, String key, Optional<String> version) {

  private static final Pattern FORM =
      Pattern.compile("(?:/|%2[Ff])?([^/%]+)(?:/|%2[Ff])(.+?)(?:\\?versionId=(.+))?");

  /**
   * @throws ecommerce.local.wire.Fault where it names no object
   */
  static CopySource of(String header) {
    Matcher form = FORM.matcher(header);
    if (!form.matches()) {
      throw Refusals.argument(
          "x-amz-copy-source",
          header,
          "Copy Source must mention the source bucket and key: sourcebucket/sourcekey");
    }
    return new CopySource(
        form.group(1),
        URLDecoder.decode(form.group(2).replace("+", "%2B"), StandardCharsets.UTF_8),
        Optional.ofNullable(form.group(3)));
  }
}
