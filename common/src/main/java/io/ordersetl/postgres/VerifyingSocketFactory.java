package io.ordersetl.postgres;

import io.ordersetl.tls.TrustedAuthorities;
import java.io.IOException;
import java.net.Socket;
import java.security.GeneralSecurityException;
import java.util.Properties;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import org.postgresql.PGProperty;
import org.postgresql.ssl.WrappedFactory;

/**
 * Makes the driver's sockets under {@code verify-ca} and {@code verify-full}. The driver's own
 * factory believes one file alone, and nobody where there is none: not what a container has.
 *
 * <p>The driver makes one by its name, with a connection's properties.
 */
public final class VerifyingSocketFactory extends WrappedFactory {
  private final boolean verifiesHost;

  /**
   * @param properties {@code sslmode}, and as {@code sslfactoryarg} the PEM of the private
   *     authorities
   */
  public VerifyingSocketFactory(Properties properties) throws GeneralSecurityException {
    String pem = PGProperty.SSL_FACTORY_ARG.getOrDefault(properties);
    verifiesHost = "verify-full".equals(PGProperty.SSL_MODE.getOrDefault(properties));
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(null, new TrustedAuthorities(pem == null ? "" : pem).trustManagers(), null);
    factory = context.getSocketFactory();
  }

  /** The driver would look at the host too, but its failure does not say that this was it. */
  @Override
  public Socket createSocket(Socket plain, String host, int port, boolean autoClose)
      throws IOException {
    Socket socket = super.createSocket(plain, host, port, autoClose);
    if (verifiesHost && socket instanceof SSLSocket secure) {
      SSLParameters parameters = secure.getSSLParameters();
      parameters.setEndpointIdentificationAlgorithm("HTTPS");
      secure.setSSLParameters(parameters);
    }
    return socket;
  }
}
