package com.bravapress.accounts;

import java.net.InetAddress;
import java.time.Clock;
import java.time.Duration;
import java.util.Arrays;
import java.util.HexFormat;

/** How often sign-in and sign-up may be tried and the team be written to, per account and per address. */
public final class RateLimits {
    private static final int IPV6_BYTES = 16;
    /** What one household or server usually has; single addresses of it cost an attacker nothing. */
    private static final int IPV6_NETWORK_BYTES = 8;

    private final Limiter signInByAccount;
    private final Limiter signInByAddress;
    private final Limiter signUpByAddress;
    private final Limiter messageByAddress;

    /** The rates of a public site. */
    public RateLimits(Clock clock) {
        this(
                clock,
                new Rate(10, Duration.ofMinutes(15)),
                new Rate(50, Duration.ofMinutes(15)),
                new Rate(100, Duration.ofHours(1)));
    }

    /** Rates of one's own. */
    public RateLimits(Clock clock, Rate signInPerAccount, Rate signInPerAddress, Rate signUpPerAddress) {
        this.signInByAccount = new Limiter(signInPerAccount, clock);
        this.signInByAddress = new Limiter(signInPerAddress, clock);
        this.signUpByAddress = new Limiter(signUpPerAddress, clock);
        this.messageByAddress = new Limiter(new Rate(10, Duration.ofHours(1)), clock);
    }

    /** Counts a try to sign in; a refusal says how long to wait. The address first: it bounds how many accounts one sees. */
    void signIn(String email, String address) {
        signInByAddress.take(network(address));
        signInByAccount.take(email);
    }

    /** The right password: this try does not count. */
    void signedIn(String email, String address) {
        signInByAddress.giveBack(network(address));
        signInByAccount.giveBack(email);
    }

    /** Counts a try to sign up. */
    void signUp(String address) {
        signUpByAddress.take(network(address));
    }

    /** Counts a message to the team from somebody who need not be signed in. */
    public void message(String address) {
        messageByAddress.take(network(address));
    }

    static String network(String address) {
        if (!address.contains(":")) {
            return address;
        }
        byte[] bytes = literal(address);
        return bytes.length == IPV6_BYTES
                ? HexFormat.of().formatHex(Arrays.copyOf(bytes, IPV6_NETWORK_BYTES))
                : address;
    }

    private static byte[] literal(String address) {
        try {
            // A literal is only parsed, never looked up.
            return InetAddress.getByName(address).getAddress();
        } catch (java.net.UnknownHostException e) {
            return new byte[0];
        }
    }

    /** So many tries in so long. */
    public record Rate(int tries, Duration per) {}
}
