package io.ordersetl.tls;

import java.security.cert.CertificateException;
import java.util.Optional;
import java.util.stream.Stream;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Tells a certificate that was not believed from all else that ends a connection. */
public final class RefusedCertificate {
  private static final int DEEPEST = 20; // causes may go in circles

  private RefusedCertificate() {}

  /** Why the server's certificate was refused and what to do, where that is the failure's cause. */
  public static Optional<String> explain(Throwable failure) {
    return Stream.iterate(failure, cause -> cause != null, Throwable::getCause)
        .limit(DEEPEST)
        .filter(RefusedCertificate::isRefusal)
        .reduce((outer, inner) -> inner)
        .map(
            cause ->
                "the server's certificate was refused: "
                    + cause.getMessage()
                    + "; check that the host is the one the certificate names, and that"
                    + " CA_CERTIFICATES has the authority that signed it");
  }

  private static boolean isRefusal(Throwable cause) {
    return cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException;
  }
}
