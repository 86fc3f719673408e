# Twinstance alone: one static binary, as nobody, on nothing.

FROM rust:1.95-slim-bookworm AS build
WORKDIR /twinstance
# What code is linked to where it stands, and cannot be moved, is 0.4 MB smaller.
ENV RUSTFLAGS="-C target-feature=+crt-static -C relocation-model=static"
# The dependencies, in a layer of their own, which a change to the sources leaves as it is. Cargo wants every target of the
# manifest to be there.
COPY Cargo.toml Cargo.lock ./
RUN mkdir -p src tests/bench \
    && touch src/lib.rs $(sed -n 's/^path = "\(.*\)"$/\1/p' Cargo.toml) \
    && echo 'fn main() {}' > src/main.rs \
    # An explicit target keeps the flags from build scripts and procedural macros, which cannot be static.
    && cargo build --profile dist --locked --bin twinstance --target "$(rustc -vV | sed -n 's/^host: //p')"
COPY . .
# Cargo goes by the time of a file, and these may be older than those that stood in for them.
RUN touch src/lib.rs src/main.rs \
    && target="$(rustc -vV | sed -n 's/^host: //p')" \
    && cargo build --profile dist --locked --bin twinstance --target "$target" \
    && mv "target/$target/dist/twinstance" /usr/local/bin/

FROM scratch
COPY --from=build /usr/local/bin/twinstance /twinstance
USER 65532:65532
# What is reached is what the container publishes: there is no reason to warn of the address.
ENV TWINSTANCE_LISTEN=0.0.0.0:4780 TWINSTANCE_CONTAINER=true
EXPOSE 4780
# Asks where the configuration lets it listen; flags after the image's name are not known here, variables are.
HEALTHCHECK --interval=1s --timeout=3s CMD ["/twinstance", "healthcheck"]
ENTRYPOINT ["/twinstance"]
