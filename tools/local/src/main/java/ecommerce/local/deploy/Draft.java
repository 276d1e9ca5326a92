package ecommerce.local.deploy;

import ecommerce.local.template.Template;

/** What a stack shall be made from, read and checked. */
record Draft(Definition definition, Template template) {}
