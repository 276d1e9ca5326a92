package ecommerce.suite;

import ecommerce.suite.target.Capability;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** A class of tests against the platform, which its constructor may take. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PlatformExtension.class)
@interface PlatformTest {

  /** What the tests need beyond the backend; they are skipped where the target has it not. */
  Capability[] needs() default {};
}
