package ecommerce.runtime;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestHandler;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.Type;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Finds what {@code package.Class} or {@code package.Class::method} means, as AWS's Java runtime
 * does: a {@link RequestStreamHandler}, a {@link RequestHandler}, or any method that takes an
 * input, a {@link Context}, both, streams, or nothing.
 */
final class HandlerLoader {

  private HandlerLoader() {}

  /**
   * Loads the class and makes its instance: what its constructor throws comes out as it was thrown.
   */
  static Handler load(String name, ClassLoader loader) throws Throwable {
    String[] parts = name.split("::", 2);
    Class<?> type = classOf(parts[0], loader);
    boolean interfaces = parts.length == 1 || parts[1].equals("handleRequest");
    if (interfaces && RequestStreamHandler.class.isAssignableFrom(type)) {
      RequestStreamHandler handler = (RequestStreamHandler) instance(type);
      return (event, answer, context) ->
          handler.handleRequest(new ByteArrayInputStream(event), answer, context);
    }
    if (interfaces && RequestHandler.class.isAssignableFrom(type)) {
      return requestHandler(type, loader);
    }
    if (parts.length == 1) {
      throw new IllegalArgumentException(
          "Class "
              + type.getName()
              + " does not implement an appropriate handler interface. Name a method:"
              + " Class::method");
    }
    return method(type, parts[1], loader);
  }

  private static Class<?> classOf(String name, ClassLoader loader) throws ClassNotFoundException {
    try {
      return Class.forName(name, true, loader);
    } catch (ClassNotFoundException e) {
      throw new ClassNotFoundException("Class not found: " + name, e);
    }
  }

  private static Handler requestHandler(Class<?> type, ClassLoader loader) throws Throwable {
    Type[] arguments =
        TypeArguments.of(type, RequestHandler.class)
            .orElseThrow(
                () ->
                    new IllegalArgumentException(
                        "Class "
                            + type.getName()
                            + " must say its input and output types: RequestHandler<Input,"
                            + " Output>"));
    Serializer<Object> input = Serializer.of(arguments[0], loader);
    Serializer<Object> output = Serializer.of(arguments[1], loader);
    @SuppressWarnings("unchecked")
    RequestHandler<Object, Object> handler = (RequestHandler<Object, Object>) instance(type);
    return (event, answer, context) ->
        output.write(handler.handleRequest(input.read(event), context), answer);
  }

  private static Handler method(Class<?> type, String name, ClassLoader loader) throws Throwable {
    Method method =
        Arrays.stream(type.getMethods())
            .filter(
                candidate ->
                    candidate.getName().equals(name)
                        && !candidate.isBridge()
                        && !candidate.isSynthetic())
            .filter(candidate -> isHandler(List.of(candidate.getParameterTypes())))
            .max(Comparator.comparingInt(HandlerLoader::rank))
            .orElseThrow(
                () ->
                    new NoSuchMethodException(
                        "No public method named "
                            + name
                            + " with an appropriate method signature was found on class "
                            + type.getName()));
    Object target = Modifier.isStatic(method.getModifiers()) ? null : instance(type);
    Class<?>[] parameters = method.getParameterTypes();
    Type[] types = method.getGenericParameterTypes();
    boolean streams =
        parameters.length >= 2
            && parameters[0] == InputStream.class
            && parameters[1] == OutputStream.class;
    Serializer<Object> input =
        streams || parameters.length == 0 || parameters[0] == Context.class
            ? null
            : Serializer.of(types[0], loader);
    Serializer<Object> output =
        method.getReturnType() == void.class
            ? null
            : Serializer.of(method.getGenericReturnType(), loader);
    return (event, answer, context) -> {
      Object[] values = new Object[parameters.length];
      for (int i = 0; i < values.length; i++) {
        values[i] =
            parameters[i] == Context.class
                ? context
                : streams && i == 0
                    ? new ByteArrayInputStream(event)
                    : streams && i == 1 ? answer : input.read(event);
      }
      Object result = call(method, target, values);
      if (output != null) {
        output.write(result, answer);
      }
    };
  }

  private static boolean isHandler(List<Class<?>> parameters) {
    return switch (parameters.size()) {
      case 0, 1 -> true;
      case 2 ->
          parameters.get(1) == Context.class
              || parameters.get(0) == InputStream.class && parameters.get(1) == OutputStream.class;
      case 3 -> parameters.equals(List.of(InputStream.class, OutputStream.class, Context.class));
      default -> false;
    };
  }

  /** Of overloads AWS takes the one with a context, then the one with more parameters. */
  private static int rank(Method method) {
    Class<?>[] parameters = method.getParameterTypes();
    return (parameters.length > 0 && parameters[parameters.length - 1] == Context.class ? 10 : 0)
        + parameters.length;
  }

  private static Object call(Method method, Object target, Object[] values)
      throws ReflectiveOperationException {
    try {
      return method.invoke(target, values);
    } catch (InvocationTargetException e) {
      throw HandlerLoader.<RuntimeException>asThrown(e.getCause());
    }
  }

  private static Object instance(Class<?> type) throws Throwable {
    try {
      return type.getConstructor().newInstance();
    } catch (NoSuchMethodException e) {
      throw new NoSuchMethodException(
          "Class " + type.getName() + " has no public zero-argument constructor");
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  @SuppressWarnings("unchecked")
  private static <T extends Throwable> T asThrown(Throwable failure) throws T {
    throw (T) failure;
  }
}
