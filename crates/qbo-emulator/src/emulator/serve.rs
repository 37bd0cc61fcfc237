//! Serving over TCP.

use super::Emulator;
use crate::{ConnectionClosed, Error};
use axum::Router;
use axum::body::Body;
use axum::extract::Request;
use axum::response::Response;
use hyper::body::Incoming;
use hyper::service::service_fn;
use hyper_util::rt::TokioIo;
use hyper_util::server::graceful::GracefulShutdown;
use std::future::Future;
use std::sync::Arc;
use tokio::net::{TcpListener, TcpStream};
use tokio::sync::Semaphore;
use tower::ServiceExt;

/// Connections open at once; more wait to be accepted.
const CONNECTIONS_MAX: usize = 1_024;

impl Emulator {
    /// Serves on `listener` until `shutdown` is done; then lets requests under way finish.
    ///
    /// # Errors
    /// [`Error::NotLoopback`] when other machines could reach the listener, [`Error::Accept`] when it has no address.
    pub async fn serve(
        self,
        listener: TcpListener,
        shutdown: impl Future<Output = ()> + Send,
    ) -> Result<(), Error> {
        let address = listener.local_addr()?;
        if !address.ip().is_loopback() {
            return Err(Error::NotLoopback(address));
        }
        let router = self.router();
        let emulator = self;
        let places = Arc::new(Semaphore::new(CONNECTIONS_MAX));
        let graceful = GracefulShutdown::new();
        tokio::pin!(shutdown);
        loop {
            let Ok(place) = Arc::clone(&places).acquire_owned().await else { break };
            let accepted = tokio::select! {
                accepted = listener.accept() => accepted,
                () = &mut shutdown => break,
            };
            match accepted {
                Ok((stream, _)) => {
                    let connection = connection(&emulator, router.clone(), stream, &graceful);
                    tokio::spawn(async move {
                        connection.await;
                        drop(place);
                    });
                }
                // A client that gave up, or too many open files: the next one may do better.
                Err(error) => tracing::warn!(%error, "a connection could not be accepted"),
            }
        }
        drop(listener);
        graceful.shutdown().await;
        Ok(())
    }
}

/// One connection. A response marked [`ConnectionClosed`] ends it without an answer.
fn connection(
    emulator: &Emulator,
    router: Router,
    stream: TcpStream,
    graceful: &GracefulShutdown,
) -> impl Future<Output = ()> + use<> {
    let emulator = emulator.clone();
    let service = service_fn(move |request: hyper::Request<Incoming>| {
        let (emulator, router) = (emulator.clone(), router.clone());
        async move {
            let changes = changes(&request);
            let answer = answer(router, request.map(Body::new)).await;
            if changes {
                emulator.note_change();
            }
            answer
        }
    });
    // Small answers must not wait for more to come.
    if let Err(error) = stream.set_nodelay(true) {
        tracing::debug!(%error, "answers may be delayed");
    }
    let connection =
        hyper::server::conn::http1::Builder::new().serve_connection(TokioIo::new(stream), service);
    let watched = graceful.watch(connection);
    async move {
        if let Err(error) = watched.await {
            tracing::debug!(%error, "a connection ended early");
        }
    }
}

/// Whether a request may change the state. Of those that only ask, a session alone does: it makes a token.
fn changes(request: &hyper::Request<Incoming>) -> bool {
    !request.method().is_safe() || request.uri().path() == "/_emulator/session"
}

async fn answer(router: Router, request: Request) -> Result<Response, ConnectionClosed> {
    let Ok(response) = router.oneshot(request).await;
    match response.extensions().get::<ConnectionClosed>() {
        Some(closed) => Err(*closed),
        None => Ok(response),
    }
}
