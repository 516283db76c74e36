package com.bravapress.payments.stripe;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Checks {@code Stripe-Signature} (https://docs.stripe.com/webhooks#verify-manually). Our own, because stripe-java's
 * {@code constructEvent} throws anything on odd headers and bounds only timestamps of the past. Never throws.
 */
public final class StripeSignature {
    private static final String HMAC = "HmacSHA256";
    private static final long TOLERANCE_SECONDS = Duration.ofMinutes(5).toSeconds();
    private static final Pattern SECONDS = Pattern.compile("[0-9]{1,12}");
    private static final Pattern HEX = Pattern.compile("[0-9a-f]{64}");
    /** Stripe sends one per active secret; more is somebody making us compute. */
    private static final int MOST_SIGNATURES = 16;

    private final List<SecretKeySpec> secrets;
    private final Clock clock;

    /** Accepts what any of the secrets has signed; there are several while one is being rotated. */
    public StripeSignature(List<String> secrets, Clock clock) {
        this.secrets = secrets.stream()
                .map(secret -> new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), HMAC))
                .toList();
        this.clock = clock;
    }

    /** Whether Stripe signed exactly this payload, no more than 300 s from now in either direction. */
    public boolean verify(String payload, String header) {
        return Parts.of(header)
                .filter(parts -> Math.abs(clock.instant().getEpochSecond() - parts.at) <= TOLERANCE_SECONDS)
                .filter(parts -> secrets.stream().anyMatch(secret -> parts.matches(hmac(secret, parts.at, payload))))
                .isPresent();
    }

    private static byte[] hmac(SecretKeySpec secret, long at, String payload) {
        try {
            Mac mac = Mac.getInstance(HMAC);
            mac.init(secret);
            mac.update((at + ".").getBytes(StandardCharsets.UTF_8));
            return mac.doFinal(payload.getBytes(StandardCharsets.UTF_8));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has " + HMAC, e);
        }
    }

    /** The header taken apart: {@code t=seconds,v1=hex[,v1=hex]}; other schemes are skipped as Stripe asks. */
    private record Parts(long at, List<byte[]> signatures) {
        static Optional<Parts> of(String header) {
            Long at = null;
            List<byte[]> signatures = new ArrayList<>();
            for (String item : header == null ? new String[0] : header.split(",")) {
                String[] pair = item.trim().split("=", 2);
                if (pair.length == 2 && pair[0].equals("t")) {
                    if (at != null || !SECONDS.matcher(pair[1]).matches()) {
                        return Optional.empty();
                    }
                    at = Long.valueOf(pair[1]);
                } else if (pair.length == 2
                        && pair[0].equals("v1")
                        && HEX.matcher(pair[1]).matches()) {
                    signatures.add(HexFormat.of().parseHex(pair[1]));
                }
            }
            boolean sound = at != null && !signatures.isEmpty() && signatures.size() <= MOST_SIGNATURES;
            return sound ? Optional.of(new Parts(at, signatures)) : Optional.empty();
        }

        boolean matches(byte[] expected) {
            return signatures.stream().anyMatch(signature -> MessageDigest.isEqual(signature, expected));
        }
    }
}
