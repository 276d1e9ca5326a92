package ecommerce.shop.handlers;

public final class Work implements RequestStreamHandler {}
