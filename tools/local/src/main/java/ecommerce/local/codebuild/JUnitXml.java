package ecommerce.local.codebuild;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import software.amazon.awssdk.services.codebuild.model.TestCase;

/** Reads JUnit's XML reports, as Surefire and Failsafe write them. */
final class JUnitXml {

  private static final double NANOS = 1_000_000_000d;

  private JUnitXml() {}

  /**
   * The test cases of a file.
   *
   * @param shown the file's path in the report
   * @throws Failure where it is no such report
   */
  static List<TestCase> read(Path file, String shown) {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    try (InputStream in = Files.newInputStream(file)) {
      return read(factory.createXMLStreamReader(in), shown);
    } catch (XMLStreamException | NumberFormatException e) {
      throw Failure.client("the report " + shown + " is not JUnit's XML: " + e.getMessage());
    } catch (IOException e) {
      throw Failure.client("the report " + shown + " cannot be read: " + e);
    }
  }

  private static List<TestCase> read(XMLStreamReader xml, String shown) throws XMLStreamException {
    List<TestCase> cases = new ArrayList<>();
    String suite = "";
    TestCase.Builder test = null;
    while (xml.hasNext()) {
      int event = xml.next();
      if (event == XMLStreamConstants.START_ELEMENT) {
        switch (xml.getLocalName()) {
          case "testsuite" -> suite = attribute(xml, "name");
          case "testcase" -> test = begun(xml, suite, shown);
          case "failure" -> ended(xml, test, "FAILED");
          case "error" -> ended(xml, test, "ERROR");
          case "skipped" -> ended(xml, test, "SKIPPED");
          default -> {}
        }
      } else if (event == XMLStreamConstants.END_ELEMENT
          && xml.getLocalName().equals("testcase")
          && test != null) {
        cases.add(test.build());
        test = null;
      }
    }
    return cases;
  }

  private static TestCase.Builder begun(XMLStreamReader xml, String suite, String shown) {
    String time = attribute(xml, "time").replace(",", "");
    return TestCase.builder()
        .name(attribute(xml, "name"))
        .prefix(attribute(xml, "classname"))
        .testSuiteName(suite)
        .testRawDataPath(shown)
        .durationInNanoSeconds(time.isEmpty() ? 0L : Math.round(Double.parseDouble(time) * NANOS))
        .status("SUCCEEDED");
  }

  private static void ended(XMLStreamReader xml, TestCase.Builder test, String status) {
    if (test != null) {
      String message = attribute(xml, "message");
      test.status(status).message(message.isEmpty() ? attribute(xml, "type") : message);
    }
  }

  private static String attribute(XMLStreamReader xml, String name) {
    String value = xml.getAttributeValue(null, name);
    return value == null ? "" : value;
  }
}
