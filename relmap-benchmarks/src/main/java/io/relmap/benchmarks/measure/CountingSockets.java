package io.relmap.benchmarks.measure;

import java.io.FilterInputStream;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.SocketFactory;

/**
 * Sockets that count where the driver meets the network, so that nothing above can hide what it sends. PostgreSQL's
 * driver makes this class itself, by its name, so the counts are one for all connections.
 */
public final class CountingSockets extends SocketFactory {

    private static final AtomicLong ROUND_TRIPS = new AtomicLong();
    private static final AtomicLong STATEMENTS = new AtomicLong();

    /** For the driver. */
    public CountingSockets() {}

    /** All so far. */
    static Traffic traffic() {
        return new Traffic(ROUND_TRIPS.get(), STATEMENTS.get());
    }

    @Override
    public Socket createSocket() {
        return new CountingSocket();
    }

    @Override
    public Socket createSocket(String host, int port) throws IOException {
        throw new IOException("The driver connects its sockets itself");
    }

    @Override
    public Socket createSocket(String host, int port, InetAddress local, int localPort)
            throws IOException {
        return createSocket(host, port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port) throws IOException {
        return createSocket(host.getHostName(), port);
    }

    @Override
    public Socket createSocket(InetAddress host, int port, InetAddress local, int localPort)
            throws IOException {
        return createSocket(host, port);
    }

    private static final class CountingSocket extends Socket {

        private final FrontendMessages messages = new FrontendMessages(STATEMENTS::incrementAndGet);
        private boolean hasSent;

        @Override
        public InputStream getInputStream() throws IOException {
            return new FilterInputStream(super.getInputStream()) {

                @Override
                public int read() throws IOException {
                    answered();
                    return super.read();
                }

                @Override
                public int read(byte[] bytes, int from, int length) throws IOException {
                    answered();
                    return super.read(bytes, from, length);
                }
            };
        }

        private void answered() {
            if (hasSent) {
                hasSent = false;
                ROUND_TRIPS.incrementAndGet();
            }
        }

        @Override
        public OutputStream getOutputStream() throws IOException {
            return new FilterOutputStream(super.getOutputStream()) {

                @Override
                public void write(int value) throws IOException {
                    hasSent = true;
                    messages.sent((byte) value);
                    out.write(value);
                }

                @Override
                public void write(byte[] bytes, int from, int length) throws IOException {
                    hasSent = true;
                    for (int i = from; i < from + length; i++) {
                        messages.sent(bytes[i]);
                    }
                    out.write(bytes, from, length);
                }
            };
        }
    }
}
