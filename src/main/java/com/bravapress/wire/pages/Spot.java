package com.bravapress.wire.pages;

import java.util.Locale;

/** The places of the site that are used; each has its selectors in {@code conf/wire-selectors.yaml}. */
enum Spot {
    COOKIE_CLOSE,
    FLASH_ERROR,
    CAPTCHA,
    SIGNED_IN,
    LOGIN_FORM,
    LOGIN_EMAIL,
    LOGIN_PASSWORD,
    LOGIN_SEND,
    BALANCE,
    PLAN_BASIC,
    PLAN_PREMIUM,
    PLAN_ENTERPRISE,
    CHECKOUT_FORM,
    CHECKOUT_CREDITS,
    CHECKOUT_NOTES,
    CHECKOUT_SEND,
    ORDER_NUMBER,
    ORDERS_TABLE,
    ORDERS_ROW,
    ORDERS_ROW_NUMBER,
    COMPOSE_FORM,
    COMPOSE_HEADLINE,
    COMPOSE_SUBTITLE,
    COMPOSE_BODY,
    COMPOSE_CITY,
    COMPOSE_STATE,
    COMPOSE_COUNTRY,
    COMPOSE_LANGUAGE,
    COMPOSE_AT_ONCE,
    COMPOSE_LATER,
    COMPOSE_DATE,
    COMPOSE_TIME,
    COMPOSE_ZONE,
    COMPOSE_CONTACT,
    COMPOSE_ORGANIZATION,
    COMPOSE_PHONE,
    COMPOSE_EMAIL,
    COMPOSE_SEND,
    PREVIEW_NEXT,
    DISTRIBUTION_FORM,
    DISTRIBUTION_CHANNELS,
    DISTRIBUTION_SEND,
    PUBLISH_CONFIRM,
    PUBLISH_PERMISSION,
    PUBLISH_IMAGES,
    PUBLISH_LINKS,
    PUBLISH_DECLINE,
    PUBLISH_SEND,
    MY_RELEASES_TABLE,
    MY_RELEASES_ROW,
    MY_RELEASES_ROW_ID,
    MY_RELEASES_ROW_STATUS,
    MY_RELEASES_ROW_ARTICLE,
    MY_RELEASES_ROW_REASON,
    MY_RELEASES_ROW_REPORT,
    REPORT_TABLE,
    REPORT_ROW,
    REPORT_ROW_OUTLET,
    REPORT_ROW_LINK;

    /** Its key in the file. */
    String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The link to the plan that belongs to one of our packages; never another plan's. */
    static Spot plan(String packageType) {
        return valueOf("PLAN_" + packageType.toUpperCase(Locale.ROOT));
    }
}
