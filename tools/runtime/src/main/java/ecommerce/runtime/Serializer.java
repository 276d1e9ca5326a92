package ecommerce.runtime;

import com.amazonaws.services.lambda.runtime.serialization.PojoSerializer;
import com.amazonaws.services.lambda.runtime.serialization.events.LambdaEventSerializers;
import com.amazonaws.services.lambda.runtime.serialization.factories.GsonFactory;
import com.amazonaws.services.lambda.runtime.serialization.factories.JacksonFactory;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;

/**
 * JSON as a Java type and back, as AWS's runtime does it: event classes of aws-lambda-java-events
 * by their own rules, plain types by Gson, everything else by Jackson's bean rules. Strings are
 * JSON strings; {@code void} says nothing.
 */
interface Serializer<T> {

  T read(byte[] json);

  void write(T value, OutputStream to) throws IOException;

  @SuppressWarnings("unchecked")
  static Serializer<Object> of(Type type, ClassLoader loader) {
    if (type == Void.class || type == void.class) {
      return new Nothing();
    }
    if (type instanceof Class<?> plain
        && LambdaEventSerializers.isLambdaSupportedEvent(plain.getName())) {
      return new Pojo((PojoSerializer<Object>) LambdaEventSerializers.serializerFor(plain, loader));
    }
    boolean simple =
        type == String.class
            || type == Object.class
            || type instanceof Class<?> plain
                && (plain.isPrimitive()
                    || Number.class.isAssignableFrom(plain)
                    || plain == Boolean.class);
    return new Pojo(
        simple
            ? GsonFactory.getInstance().getSerializer(type)
            : JacksonFactory.getInstance().getSerializer(type));
  }

  /** By one of AWS's serializers. */
  record Pojo(PojoSerializer<Object> serializer) implements Serializer<Object> {
    @Override
    public Object read(byte[] json) {
      try {
        return json.length == 0 ? null : serializer.fromJson(new ByteArrayInputStream(json));
      } catch (RuntimeException e) {
        throw new IllegalArgumentException("An error occurred during JSON parsing", e);
      }
    }

    @Override
    public void write(Object value, OutputStream to) throws IOException {
      if (value == null) {
        to.write("null".getBytes(StandardCharsets.UTF_8));
      } else {
        serializer.toJson(value, to);
      }
    }
  }

  /** Of no value. */
  record Nothing() implements Serializer<Object> {
    @Override
    public Object read(byte[] json) {
      return null;
    }

    @Override
    public void write(Object value, OutputStream to) throws IOException {
      to.write("null".getBytes(StandardCharsets.UTF_8));
    }
  }
}
