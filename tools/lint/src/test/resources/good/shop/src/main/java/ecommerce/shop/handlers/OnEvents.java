package ecommerce.shop.handlers;

public final class OnEvents implements RequestStreamHandler {}
