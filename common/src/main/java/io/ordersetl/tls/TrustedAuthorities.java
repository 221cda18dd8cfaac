package io.ordersetl.tls;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ordersetl.config.Environment;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Pattern;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509TrustManager;

/**
 * Whose certificates are believed: those of the JVM's authorities, and of the private ones that
 * {@code CA_CERTIFICATES} names.
 *
 * @param pem the private ones, as blocks of PEM; empty where there are none
 */
public record TrustedAuthorities(String pem) {
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN CERTIFICATE-----[^-]*-----END CERTIFICATE-----");

  public TrustedAuthorities {
    try {
      certificates(pem);
    } catch (CertificateException e) {
      throw new IllegalArgumentException("a certificate can't be read: " + e.getMessage(), e);
    }
  }

  public static TrustedAuthorities from(Environment environment) {
    return environment
        .content("CA_CERTIFICATES", TrustedAuthorities::parse)
        .orElseGet(() -> new TrustedAuthorities(""));
  }

  /** Bundles have comments between the certificates, some files a key that is nobody's business. */
  private static TrustedAuthorities parse(String text) {
    List<String> blocks = BLOCK.matcher(text).results().map(block -> block.group()).toList();
    if (blocks.isEmpty()) {
      throw new IllegalArgumentException(
          "expected certificates as PEM, each from -----BEGIN CERTIFICATE----- to"
              + " -----END CERTIFICATE-----, found none");
    }
    return new TrustedAuthorities(String.join("\n", blocks));
  }

  public boolean isEmpty() {
    return pem.isEmpty();
  }

  /** What decides about a server's certificate. */
  public TrustManager[] trustManagers() {
    try {
      KeyStore believed = KeyStore.getInstance(KeyStore.getDefaultType());
      believed.load(null);
      for (X509Certificate authority : everyAuthority()) {
        believed.setCertificateEntry("authority-" + believed.size(), authority);
      }
      return managers(believed);
    } catch (GeneralSecurityException | IOException e) {
      throw new IllegalStateException("This JVM can't be told whom to trust", e);
    }
  }

  private List<X509Certificate> everyAuthority() throws GeneralSecurityException {
    List<X509Certificate> authorities = new ArrayList<>(certificates(pem));
    for (TrustManager manager : managers(null)) {
      if (manager instanceof X509TrustManager known) {
        authorities.addAll(Arrays.asList(known.getAcceptedIssuers()));
      }
    }
    return authorities;
  }

  /**
   * @param believed whose authorities; null for the JVM's
   */
  private static TrustManager[] managers(KeyStore believed) throws GeneralSecurityException {
    TrustManagerFactory factory =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(believed);
    return factory.getTrustManagers();
  }

  private static List<X509Certificate> certificates(String pem) throws CertificateException {
    return CertificateFactory.getInstance("X.509")
        .generateCertificates(new ByteArrayInputStream(pem.getBytes(US_ASCII)))
        .stream()
        .map(X509Certificate.class::cast)
        .toList();
  }
}
